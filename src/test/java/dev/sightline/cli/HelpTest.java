package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
    static Stream<String> commands() {
        return names(SightlineCommand.line());
    }

    private static Stream<String> names(CommandLine command) {
        return Stream.concat(
                Stream.of(command.getCommandSpec().qualifiedName()),
                command.getSubcommands().values().stream().flatMap(HelpTest::names));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String name) {
        String[] arguments = (name + " --help").substring("sightline ".length()).split(" ", -1);
        Session session = Session.of((Object[]) arguments);
        assertThat(session.code()).isZero();
        assertThat(session.out().get(0)).startsWith("Usage: " + name);
        assertThat(session.out()).contains("  0   all went well").allMatch(line -> line.length() <= 100);
        assertThat(session.err()).isEmpty();
    }
}
