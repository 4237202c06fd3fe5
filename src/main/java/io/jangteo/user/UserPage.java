package io.jangteo.user;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of users.
 *
 * @param total how many users the whole list has, if the details of the first page are asked for; left out above
 *     {@value io.jangteo.database.SortedPage#COUNT_MAX}, and if they cannot be counted without a look at each name
 */
public record UserPage(
        List<User> users,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long total,
        @Nullable String nextCursor) {}
