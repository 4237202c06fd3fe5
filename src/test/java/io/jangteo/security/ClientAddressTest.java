package io.jangteo.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {
    private static final String PROXY = "10.0.0.1";

    private final ClientAddress addresses =
            new ClientAddress(List.of(Network.parse("10.0.0.0/8"), Network.parse("fd00::/8")));

    @Test
    void nobody_is_believed_who_is_no_trusted_proxy() {
        assertThat(addresses.of("203.0.113.9", List.of("for=1.2.3.4"), List.of("1.2.3.4")))
                .isEqualTo("203.0.113.9");
        assertThat(new ClientAddress(List.of()).of("127.0.0.1", List.of(), List.of("1.2.3.4")))
                .isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=1.2.3.4                              | 1.2.3.4",
                "For=\"1.2.3.4:5678\"                     | 1.2.3.4",
                "for=1.2.3.4:5678;proto=https;by=10.0.0.9 | 1.2.3.4",
                "for=\"[2001:db8::1]\"                    | 2001:db8:0:0:0:0:0:1",
                "for=\"[2001:db8::1]:4711\"               | 2001:db8:0:0:0:0:0:1",
                "host=a;FOR = 1.2.3.4                     | 10.0.0.1",
                "proto=http ; for=1.2.3.4                 | 1.2.3.4",
                "for=9.9.9.9, for=1.2.3.4                 | 1.2.3.4",
                "for=9.9.9.9, for=1.2.3.4, for=10.1.1.1   | 1.2.3.4",
                "for=10.2.2.2, for=10.1.1.1               | 10.2.2.2",
                "for=1.2.3.4, for=unknown                 | 10.0.0.1",
                "for=1.2.3.4, for=_hidden                 | 10.0.0.1",
                "for=_hidden, for=10.1.1.1                | 10.1.1.1",
                "for=1.2.3.4, proto=http                  | 10.0.0.1",
                "for=\"1.2\\.3.4\"                        | 1.2.3.4",
                "for=9.9.9.9;x=\", for=1.2.3.4            | 10.0.0.1",
                "for=\"evil, for=\"[2001:db8::1]\"        | 10.0.0.1",
                "for=9.9.9.9;x=\", for=\"[2001:db8::1]\"  | 10.0.0.1",
                "for=9.9.9.9;for=1.2.3.4                  | 10.0.0.1",
                "for=                                     | 10.0.0.1",
                "for=shop.example                         | 10.0.0.1",
                ", ,for=1.2.3.4,,                         | 1.2.3.4",
                "nonsense                                 | 10.0.0.1",
                "\"                                       | 10.0.0.1"
            })
    void the_standard_header_is_read_as_the_standard_has_it(String forwarded, String caller) {
        assertThat(addresses.of(PROXY, List.of(forwarded), List.of("7.7.7.7"))).isEqualTo(caller);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.2.3.4                   | 1.2.3.4",
                "1.2.3.4:5678              | 1.2.3.4",
                "9.9.9.9,1.2.3.4 , 10.1.1.1| 1.2.3.4",
                "2001:db8::1               | 2001:db8:0:0:0:0:0:1",
                "[2001:db8::1]:80          | 2001:db8:0:0:0:0:0:1",
                "1.2.3.4, fd12::1          | 1.2.3.4",
                "::ffff:1.2.3.4            | 1.2.3.4",
                "1.2.3.4, ::ffff:10.1.1.1  | 1.2.3.4",
                "1.2.3.4, rubbish          | 10.0.0.1",
                "1.2.3.4, 010.1.1.1        | 10.0.0.1",
                "1.2.3.4, 1.2.3            | 10.0.0.1",
                "1.2.3.4, [10.1.1.1]       | 10.0.0.1",
                "1.2.3.4, ::1::            | 10.0.0.1"
            })
    void the_common_header_is_read_as_proxies_write_it(String forwardedFor, String caller) {
        assertThat(addresses.of(PROXY, List.of(), List.of(forwardedFor))).isEqualTo(caller);
    }

    @Test
    void several_lines_are_one_list() {
        assertThat(addresses.of(PROXY, List.of(), List.of("9.9.9.9", "1.2.3.4, 10.1.1.1", "10.2.2.2")))
                .isEqualTo("1.2.3.4");
        assertThat(addresses.of(PROXY, List.of("for=\"", "for=1.2.3.4"), List.of()))
                .isEqualTo("1.2.3.4");
        assertThat(addresses.of(PROXY, List.of(), List.of())).isEqualTo(PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "fd00:0:0:0:0:0:0:7", "[fd00:0:0:0:0:0:0:7]", "fd00::7%eth0"})
    void the_other_end_is_known_however_it_is_spelt(String remote) {
        assertThat(addresses.isTrusted(remote)).isTrue();
        assertThat(addresses.of(remote, List.of(), List.of("1.2.3.4"))).isEqualTo("1.2.3.4");
    }

    @Test
    void a_network_of_version_six_counts_as_one() {
        assertThat(ClientAddress.group("2001:db8:1:2:3:4:5:6"))
                .isEqualTo(ClientAddress.group("2001:db8:1:2::"))
                .isNotEqualTo(ClientAddress.group("2001:db8:1:3::"));
        assertThat(ClientAddress.group("1.2.3.4")).isEqualTo("1.2.3.4");
        assertThat(ClientAddress.group("::ffff:1.2.3.4")).isEqualTo("1.2.3.4");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "10.0.0.0/9, 10.128.0.0, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fdff::1, true",
        "fd00::/8, fe00::1, false"
    })
    void a_network_is_its_first_bits(String network, String address, boolean isIn) {
        assertThat(Network.parse(network).contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(isIn);
    }
}
