package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestinationTest {
    private static final String FLAG = "; --data-platform-private allows it";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://receiver.example/orders",
                "https://8.8.8.8/",
                "https://127.0.0.1/",
                "http://127.0.0.1:9000/",
                "http://[::1]:9000/",
                "http://localhost:9000/",
                "http://receiver.localhost/"
            })
    void what_may_be_sent_to_is_no_complaint(String address) {
        assertThat(new Destination(URI.create(address), false).complaint()).isEmpty();
        assertThat(new Destination(URI.create(address), true).complaint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "https://10.0.0.7/|10.0.0.7 is a private or special address",
                "https://[fd00::1]/|fd00::1 is a private or special address",
                "http://192.168.0.7:80/|192.168.0.7 is a private or special address",
                "http://8.8.8.8/|8.8.8.8 is a public address, and plain http is for loopback alone",
                "http://receiver.example/|plain http is for loopback alone",
                "http://localhost.example/|plain http is for loopback alone"
            })
    void the_flag_allows_private_addresses_and_plain_http(String address, String complaint) {
        assertThat(new Destination(URI.create(address), false).complaint()).contains(complaint + FLAG);
        assertThat(new Destination(URI.create(address), true).complaint()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/",
                "http://169.254.169.254/latest",
                "https://2852039166/",
                "https://[fd00:ec2::254]/",
                "https://[::ffff:169.254.169.254]/",
                "https://[64:ff9b::a9fe:a9fe]/",
                "https://0.0.0.0/",
                "https://255.255.255.255/"
            })
    void nothing_is_ever_sent_to_metadata_services_and_to_nobody(String address) {
        for (boolean privateAllowed : new boolean[] {false, true}) {
            assertThat(new Destination(URI.create(address), privateAllowed).complaint())
                    .get()
                    .asString()
                    .doesNotContain(FLAG);
        }
    }

    @Test
    void of_the_addresses_of_a_name_those_that_are_allowed_are_taken() throws Exception {
        Destination destination = new Destination(URI.create("https://receiver.example/"), false);
        assertThat(destination.resolve(host -> addresses("10.0.0.1", "8.8.8.8", "169.254.169.254", "2606:4700::1")))
                .containsExactly(addresses("8.8.8.8", "2606:4700::1"));
        assertThatThrownBy(() -> destination.resolve(host -> addresses("10.0.0.1", "10.0.0.2")))
                .isInstanceOf(NotSent.class)
                .hasMessage("Not sent: receiver.example has the address 10.0.0.1, a private or special address" + FLAG);
        assertThatThrownBy(() -> destination.resolve(host -> addresses("169.254.169.254")))
                .hasMessage("Not sent: receiver.example has the address 169.254.169.254, the address of a metadata"
                        + " service");
        assertThatThrownBy(() -> destination.resolve(host -> {
                    throw new UnknownHostException(host);
                }))
                .hasMessage("Not sent: there is no address for receiver.example");
    }

    @Test
    void plain_http_goes_to_loopback_alone_whatever_the_name_says() {
        Destination destination = new Destination(URI.create("http://localhost/"), false);
        assertThatThrownBy(() -> destination.resolve(host -> addresses("8.8.8.8")))
                .hasMessage("Not sent: localhost has the address 8.8.8.8, a public address, and plain http is for"
                        + " loopback alone" + FLAG);
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }
}
