package dev.sightline.cli;

import dev.sightline.config.ConfigException;
import dev.sightline.stream.KafkaReach;
import dev.sightline.stream.KafkaSettings;
import dev.sightline.stream.TopicTail;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the records of a topic as they come. */
@Command(name = "tail", description = "Prints the records of a topic as they come, until Ctrl-C.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TailCommand implements Callable<Integer> {
    /** Read by {@code logback.xml} when logging starts. */
    private static final String LIBRARIES_LOG_LEVEL = "sightline.log.libraries";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            converter = TopicView.Name.Converter.class,
            description = "One of: ${COMPLETION-CANDIDATES}.")
    private TopicView.Name topic;

    @Option(names = "--from-beginning", description = "Everything that is still kept, and then what comes.")
    private boolean fromBeginning;

    @Option(names = "--camera", paramLabel = "ID", description = "Only this camera's records.")
    private @Nullable String camera;

    @Option(
            names = "--json",
            description = "A JSON line a record, its fields as in the schemas; of pictures only the number of bytes.")
    private boolean json;

    @Option(names = "--max", paramLabel = "N", description = "End after N records.")
    private @Nullable Long max;

    @Mixin
    private TopicOptions topics;

    @Override
    public Integer call() throws ConfigException, InterruptedException {
        if (System.getProperty(Verbosity.LOG_LEVEL) == null && System.getProperty(LIBRARIES_LOG_LEVEL) == null) {
            // What Kafka's client warns of, this command says itself.
            System.setProperty(LIBRARIES_LOG_LEVEL, "ERROR");
        }
        KafkaSettings kafka = kafka();
        TopicView<?> view = TopicView.of(topic, kafka.topics());
        KafkaReach.check(kafka, view.topic().name());
        // Each partition has every switch; it is printed once.
        Set<ByteBuffer> switches = new HashSet<>();
        CountDownLatch left = new CountDownLatch(1);
        Lines lines = new Lines(spec.commandLine().getOut(), max == null ? Long.MAX_VALUE : max, left);
        var subscription =
                new TopicTail.Subscription(view.topic().name(), fromBeginning ? Integer.MAX_VALUE : 0, record -> {
                    if (topic != TopicView.Name.CONTROL || switches.add(ByteBuffer.wrap(record))) {
                        view.line(record, camera, json).ifPresent(lines::print);
                    }
                });
        try (TopicTail tail = TopicTail.start(kafka, List.of(subscription))) {
            while (!left.await(200, TimeUnit.MILLISECONDS) && tail.running()) {
                // Ends when all is printed, nobody reads any more, or on Ctrl-C.
            }
        }
        return ExitCode.OK;
    }

    private KafkaSettings kafka() throws ConfigException {
        if (max != null && max < 1) {
            throw new ParameterException(spec.commandLine(), "--max is 1 or more, not " + max);
        }
        return topics.kafka();
    }

    /** Prints so many lines and no more. For one thread. */
    private static final class Lines {
        private final PrintWriter out;
        private final CountDownLatch done;
        private long left;

        Lines(PrintWriter out, long most, CountDownLatch done) {
            this.out = out;
            this.left = most;
            this.done = done;
        }

        void print(String line) {
            if (left > 0) {
                out.println(line);
                left--;
                // checkError also flushes; it says that a pipe's reader has gone.
                if (out.checkError() || left == 0) {
                    left = 0;
                    done.countDown();
                }
            }
        }
    }
}
