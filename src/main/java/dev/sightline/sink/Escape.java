package dev.sightline.sink;

import dev.sightline.json.JsonText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** How a text is made a part of another one without ending it. */
enum Escape implements UnaryOperator<String> {
    /** Inside a string of JSON. */
    JSON {
        @Override
        public String apply(String text) {
            String quoted = JsonText.line(text);
            return quoted.substring(1, quoted.length() - 1);
        }
    },
    /** Inside a value of {@code application/x-www-form-urlencoded}. */
    FORM {
        @Override
        public String apply(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    },
    /** Inside one level of an MQTT topic: no level more, no wildcard. */
    TOPIC {
        @Override
        public String apply(String text) {
            return text.replaceAll("[/+#\\p{Cntrl}]", "_");
        }
    },
    /** Inside plain text. */
    NONE {
        @Override
        public String apply(String text) {
            return text;
        }
    };

    /** What suits a body of a media type. */
    static Escape of(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            return JSON;
        }
        return type.contains("x-www-form-urlencoded") ? FORM : NONE;
    }
}
