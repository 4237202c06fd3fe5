/**
 * The pages of a running shop in a real browser: what a person sees and does there. A test opens windows through
 * {@link io.jangteo.browser.Browser}, which afterwards proves that the pages asked nobody else for anything.
 */
package io.jangteo.browser;
