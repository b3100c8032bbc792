package dev.sightline.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DevicesTest {
    @ParameterizedTest
    @ValueSource(strings = {"all", "0", "63", "0,1", "3,1,2"})
    void readsWhatItWrites(String text) {
        assertThat(Devices.parse(text)).hasToString(text);
    }

    @Test
    void readsBlanksToo() {
        assertThat(Devices.parse(" 0 , 2 ").numbers()).containsExactly(0, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "64", "99999999999", "0,", ",", "0,0", "0 1", "ALL", "gpu0"})
    void refusesWhatIsNoListOfGpus(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Devices.parse(text))
                .withMessage("devices is all, or numbers from 0 to 63 with commas between, each once");
    }

    @Test
    void allAreThoseOfTheMachine() {
        assertThat(Devices.ALL.on(3)).containsExactly(0, 1, 2);
        assertThat(Devices.parse("2").on(1)).containsExactly(2);
        assertThat(Devices.ALL.firstOnly()).isEqualTo(Devices.FIRST);
    }
}
