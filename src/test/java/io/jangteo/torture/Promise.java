package io.jangteo.torture;

/**
 * Something that the shop told somebody, in a trace.
 *
 * @param since where the reply began on its way
 * @param fact what must be found from there on, in the words of {@link KeptShop}
 */
record Promise(int since, String fact) {}
