package io.jangteo.web;
import org.junit.jupiter.api.Test;
class OpenApiTest {
    @Test
    void show() throws Exception {
        System.out.println(new com.fasterxml.jackson.databind.ObjectMapper().readTree(new OpenApi("0.1.0", ExampleShop.routes()).document()).toPrettyString());
    }
}
