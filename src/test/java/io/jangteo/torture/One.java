package io.jangteo.torture;
public final class One {
    public static void main(String[] a) throws Exception {
        Campaign c = (Campaign) Class.forName("io.jangteo.torture." + a[0]).getDeclaredConstructor().newInstance();
        long t = System.nanoTime();
        System.out.println(c.run(Scale.valueOf(a[1])));
        System.out.println((System.nanoTime() - t) / 1_000_000 + " ms");
        System.exit(0);
    }
}
