package io.jangteo.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:80",
        "127.1.2.3, http://127.1.2.3:80",
        "0.0.0.0, http://127.0.0.1:80",
        "::, http://[::1]:80",
        "::1, http://[::1]:80",
        "0:0:0:0:0:0:0:1, http://[::1]:80",
        "192.0.2.7, http://192.0.2.7:80",
        "2001:db8::7, http://[2001:db8:0:0:0:0:0:7]:80"
    })
    void a_server_reaches_itself_where_it_listens(String host, String url) {
        assertThat(OwnAddress.url(host, 80)).isEqualTo(url);
    }
}
