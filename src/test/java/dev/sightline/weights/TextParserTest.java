package dev.sightline.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextParserTest {
    @Test
    void readsWordsTextsListsMessagesAndComments() throws WeightsException {
        TextMessage document = parse("""
                # a comment with "quotes" and { braces }
                name: "VGG SSD" version: 1.5e0; flag: true, phase: TEST
                dim: 1 dim: [2, -3]
                layer { name: 'one' inner: { x: 7 } } # the end
                layer{name:"two"}""");

        assertThat(document.text("name")).isEqualTo("VGG SSD");
        assertThat(document.number("version", 0)).isEqualTo(1.5);
        assertThat(document.flag("flag", false)).isTrue();
        assertThat(document.text("phase")).isEqualTo("TEST");
        assertThat(document.wholes("dim")).containsExactly(1, 2, -3);
        assertThat(document.messages("layer")).hasSize(2);
        assertThat(document.messages("layer").get(0).message("inner").whole("x", 0))
                .isEqualTo(7);
    }

    @Test
    void anEmptyDocumentIsAMessageWithoutFields() throws WeightsException {
        assertThat(parse(" \n# nothing\n").has("name")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            layer { name: "x"       | x.prototxt, line 1: the text ends inside a message; is the file whole?
            layer {} }              | x.prototxt, line 1: expected the name of a field, not }
            name:                   | x.prototxt, line 1: the text ends inside a field; is the file whole?
            name "x"                | x.prototxt, line 1: expected ':' or '{' after name, not "x"
            name: : 1               | x.prototxt, line 1: expected a value of name, not :
            name: "x                | x.prototxt, line 1: this is not a Caffe prototxt
            1: 2                    | x.prototxt, line 1: expected the name of a field, not 1
            <xml>                   | x.prototxt, line 1: this is not a Caffe prototxt
            a{a{a{a{a{a{a{a{a{a{    | x.prototxt, line 1: messages lie in each other more than 8 deep
            """)
    void refusesOtherTexts(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(WeightsException.class)
                .hasMessage(message);
    }

    @Test
    void saysInWhichLine() {
        assertThatThrownBy(() -> parse("a: 1\nb: 2\n\nc {\n  d\n}"))
                .hasMessage("x.prototxt, line 6: expected ':' or '{' after d, not }");
    }

    @Test
    void saysInWhichLayerAFieldIsWrong() throws WeightsException {
        TextMessage layer = parse("layer { name: \"conv\" pad: 1 pad: 2 size: 1.5 p { x: NaN } }")
                .messages("layer")
                .get(0);

        assertThatThrownBy(() -> layer.whole("pad", 0))
                .hasMessage("x.prototxt: layer conv: has 2 values of pad, not one");
        assertThatThrownBy(() -> layer.whole("size", 0))
                .hasMessage("x.prototxt: layer conv: size is not a whole number: 1.5");
        assertThatThrownBy(() -> layer.message("p").number("x", 0))
                .hasMessage("x.prototxt: layer conv: p: x is not a number: NaN");
        assertThatThrownBy(() -> layer.text("top")).hasMessage("x.prototxt: layer conv: has no top");
    }

    /** Whatever a file holds and however long it is, it is read or refused, without any other failure. */
    @Test
    void survivesGarbage() {
        var random = new SplittableRandom(1);
        String letters = "ab:{}[]\"'# \n,;1.<\u0000\u00e9";
        for (int i = 0; i < 2000; i++) {
            var text = new StringBuilder();
            for (int j = random.nextInt(60); j > 0; j--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            readOrRefuse(text.toString());
        }
        readOrRefuse(" ".repeat(1 << 20));
        readOrRefuse("#\n".repeat(1 << 19));
        readOrRefuse("a".repeat(1 << 20));
        readOrRefuse("\"" + "a".repeat(1 << 20));
    }

    private static void readOrRefuse(String text) {
        try {
            parse(text);
        } catch (WeightsException e) {
            assertThat(e).hasMessageStartingWith("x.prototxt, line ").message().hasLineCount(1);
        }
    }

    private static TextMessage parse(String text) throws WeightsException {
        return TextParser.parse("x.prototxt", text);
    }
}
