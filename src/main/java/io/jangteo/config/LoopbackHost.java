package io.jangteo.config;

/** Tells which addresses only this machine can reach. */
final class LoopbackHost {
    private LoopbackHost() {}

    static boolean is(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.matches("(0{0,4}:){2,7}0{0,3}1");
    }
}
