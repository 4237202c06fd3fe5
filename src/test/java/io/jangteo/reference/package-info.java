/**
 * The shop once more, in plain memory and as the contract has it, and random sequences of calls that are made to both:
 * after each call the server's reply and what it stored have to be what the reference says. Nothing here may use the
 * server's own classes, or both would be wrong together.
 */
package io.jangteo.reference;
