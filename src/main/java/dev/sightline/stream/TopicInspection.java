package dev.sightline.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Compares a cluster with what is needed. The largest record has to fit everywhere on its way: the producer's requests, the
 * broker's, the topic. A consumer needs nothing: a fetch brings a batch whole, however large it is (KIP-74); and the
 * topic's limit stands in place of the broker's {@code message.max.bytes}.
 */
final class TopicInspection {
    private static final List<String> REQUEST_SIZES =
            List.of("max.request.size", "producer.max.request.size", "buffer.memory", "producer.buffer.memory");

    private final List<TopicFault> faults = new ArrayList<>();

    List<TopicFault> faults() {
        return List.copyOf(faults);
    }

    void missing(String topic) {
        add(topic, "topic", "missing", "there", "create it with 'sightline topics create'", true);
    }

    /** The user's own settings come last, so they can be too small. */
    void client(Map<String, String> settings) {
        for (String name : REQUEST_SIZES) {
            String value = settings.get(name);
            if (value != null && number(value) < KafkaSettings.MAX_RECORD) {
                add("kafka.client", name, value, "at least " + KafkaSettings.MAX_RECORD, "leave it out", true);
            }
        }
    }

    void broker(String id, Config config) {
        String size = value(config, "socket.request.max.bytes");
        if (size != null && number(size) < 2 * KafkaSettings.MAX_RECORD) {
            String needed = "at least " + 2 * KafkaSettings.MAX_RECORD;
            add("broker " + id, "socket.request.max.bytes", size, needed, "set it in server.properties", true);
        }
    }

    void partitions(Map<String, TopicDescription> topics, int wanted) {
        Set<Integer> sizes = new TreeSet<>();
        topics.values().forEach(topic -> sizes.add(topic.partitions().size()));
        topics.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .forEach(topic -> {
                    int size = topic.partitions().size();
                    if (sizes.size() > 1 || size < wanted) {
                        String remedy =
                                "recreate those that differ, choose another kafka.prefix, or set kafka.partitions";
                        String needed = wanted + " as of all topics";
                        add(topic.name(), "partitions", String.valueOf(size), needed, remedy, true);
                    } else if (size > wanted) {
                        String remedy = "set kafka.partitions to " + size + ", or cameras leave some unused";
                        add(topic.name(), "partitions", String.valueOf(size), String.valueOf(wanted), remedy, false);
                    }
                });
    }

    void replicas(TopicDescription topic, NewTopic wanted) {
        int fewest = fewest(topic, false);
        if (fewest < wanted.replicationFactor()) {
            String remedy = "add replicas with kafka-reassign-partitions.sh";
            String needed = String.valueOf(wanted.replicationFactor());
            add(topic.name(), "replication factor", String.valueOf(fewest), needed, remedy, false);
        }
    }

    private static int fewest(TopicDescription topic, boolean inSync) {
        return topic.partitions().stream()
                .mapToInt((TopicPartitionInfo one) -> (inSync ? one.isr() : one.replicas()).size())
                .min()
                .orElse(0);
    }

    void settings(TopicDescription topic, Config config, NewTopic wanted) {
        Map<String, String> needs = wanted.configs();
        atLeast(topic.name(), config, needs, "max.message.bytes", true);
        atLeast(topic.name(), config, needs, "retention.ms", false);
        atLeast(topic.name(), config, needs, "min.insync.replicas", false);
        writable(topic, config);
        String policy = String.valueOf(value(config, "cleanup.policy"));
        boolean compacted = needs.getOrDefault("cleanup.policy", "delete").contains("compact");
        if (policy.contains("compact") != compacted) {
            String needed = compacted ? "compact,delete" : "delete";
            add(topic.name(), "cleanup.policy", policy, needed, set("cleanup.policy", needed), !compacted);
        }
    }

    private void writable(TopicDescription topic, Config config) {
        String least = value(config, "min.insync.replicas");
        if (least != null && number(least) > fewest(topic, true)) {
            add(
                    topic.name(),
                    "min.insync.replicas",
                    least,
                    "at most " + fewest(topic, true) + ", the replicas in sync now",
                    "lower it, add replicas or start the brokers that are down: nothing can be written",
                    true);
        }
    }

    private void atLeast(String topic, Config config, Map<String, String> needs, String setting, boolean isFatal) {
        String needed = needs.get(setting);
        String is = value(config, setting);
        if (needed != null && is != null && number(is) < number(needed)) {
            add(topic, setting, is, "at least " + needed, set(setting, needed), isFatal);
        }
    }

    private static String set(String setting, String value) {
        return "kafka-configs.sh --alter --entity-type topics --add-config " + setting + "="
                + (value.contains(",") ? "[" + value + "]" : value);
    }

    /** A setting's number; without a limit, as {@code -1} says, the largest there is. */
    private static long number(String text) {
        try {
            long number = Long.parseLong(text.strip());
            return number < 0 ? Long.MAX_VALUE : number;
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private static @Nullable String value(Config config, String setting) {
        ConfigEntry entry = config.get(setting);
        return entry == null ? null : entry.value();
    }

    private void add(String place, String setting, String is, String needed, String remedy, boolean isFatal) {
        faults.add(new TopicFault(place, setting, is, needed, remedy, isFatal));
    }
}
