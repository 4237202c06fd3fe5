package io.jangteo.demo;

/** A line of {@code users.json}: the user's number in the other files, and the name. */
record DemoUser(int user, String name) {}
