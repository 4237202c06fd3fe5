package io.jangteo.demo;

/** A line of {@code users.json}: the number by which the other files name this user, and the name. */
record DemoUser(int user, String name) {}
