package io.jangteo.ranking;

import com.fasterxml.jackson.annotation.JsonSubTypes;

/**
 * Stands for either reply of the popular products in the API's description: the plain one, or the explained one. No
 * field tells which it is, they only differ in what they hold, and so the two records know nothing of this type.
 */
@JsonSubTypes({@JsonSubTypes.Type(PopularProducts.class), @JsonSubTypes.Type(ExplainedProducts.class)})
interface PopularReply {}
