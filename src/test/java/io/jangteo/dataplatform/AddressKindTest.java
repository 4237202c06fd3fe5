package io.jangteo.dataplatform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressKindTest {
    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.32.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.128.0.0, PUBLIC",
        "192.0.1.0, PUBLIC",
        "223.255.255.255, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "2001:4860::8888, PUBLIC",
        "127.0.0.1, LOOPBACK",
        "127.255.255.255, LOOPBACK",
        "::1, LOOPBACK",
        "::ffff:127.0.0.1, LOOPBACK",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.0, PRIVATE",
        "100.127.255.255, PRIVATE",
        "169.254.1.1, PRIVATE",
        "198.18.0.1, PRIVATE",
        "198.19.255.255, PRIVATE",
        "192.0.2.1, PRIVATE",
        "198.51.100.1, PRIVATE",
        "203.0.113.1, PRIVATE",
        "fc00::1, PRIVATE",
        "fdff::1, PRIVATE",
        "fe80::1, PRIVATE",
        "febf::1, PRIVATE",
        "fec0::1, PRIVATE",
        "100::1, PRIVATE",
        "2001:db8::1, PRIVATE",
        "3fff::1, PRIVATE",
        "4000::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "::10.0.0.1, PRIVATE",
        "64:ff9b::8.8.8.8, PRIVATE",
        "64:ff9b::127.0.0.1, PRIVATE",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b:1::10.0.0.1, PRIVATE",
        "2002:0a00:0001::1, PRIVATE",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe, PRIVATE",
        "169.254.169.254, METADATA",
        "169.254.170.2, METADATA",
        "100.100.100.200, METADATA",
        "168.63.129.16, METADATA",
        "fd00:ec2::254, METADATA",
        "fd20:ce::254, METADATA",
        "::ffff:169.254.169.254, METADATA",
        "::169.254.169.254, METADATA",
        "::ffff:0:169.254.169.254, METADATA",
        "64:ff9b::169.254.169.254, METADATA",
        "64:ff9b:1::169.254.169.254, METADATA",
        "2002:a9fe:a9fe::1, METADATA",
        "2001:0:4136:e378:8000:63bf:5601:5601, METADATA",
        "2606:4700::5efe:169.254.169.254, METADATA",
        "2606:4700::200:5efe:169.254.169.254, METADATA",
        "0.0.0.0, NOBODY",
        "0.1.2.3, NOBODY",
        "224.0.0.1, NOBODY",
        "240.0.0.1, NOBODY",
        "255.255.255.255, NOBODY",
        "::, NOBODY",
        "ff02::1, NOBODY",
        "64:ff9b::0.0.0.0, NOBODY"
    })
    void an_address_is_known_by_its_range_and_by_what_it_carries(String text, AddressKind kind) throws Exception {
        assertThat(AddressKind.of(InetAddress.getByName(text))).isEqualTo(kind);
    }

    @Test
    void a_mapped_address_that_is_still_one_of_version_6_is_what_it_carries() throws Exception {
        byte[] bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, (byte) 169, (byte) 254, (byte) 169, (byte) 254};
        assertThat(AddressKind.of(Inet6Address.getByAddress(null, bytes, -1))).isEqualTo(AddressKind.METADATA);
    }
}
