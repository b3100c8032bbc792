package dev.sightline.stream;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and checks those that are there, whose settings it leaves as they are. What the login
 * may not ask for is not checked.
 */
public final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);
    private static final int LIMIT_SECONDS = 20;

    private TopicSetup() {}

    /** Something that is done with a cluster. */
    @FunctionalInterface
    private interface Work<T> {
        T with(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /**
     * Makes sure that every topic exists and can be used.
     *
     * @throws KafkaUnavailableException if the cluster does not answer within 20 s, refuses, or has settings with which
     *     nothing would work; the message names all of them
     */
    public static void ensure(KafkaSettings kafka) {
        create(kafka);
        List<TopicFault> faults = check(kafka);
        faults.stream().filter(fault -> !fault.isFatal()).forEach(fault -> LOG.warn("{}", fault));
        if (faults.stream().anyMatch(TopicFault::isFatal)) {
            throw new KafkaUnavailableException("Kafka at " + kafka.bootstrapServers() + " cannot be used as it is: "
                    + faults.stream()
                            .filter(TopicFault::isFatal)
                            .map(TopicFault::toString)
                            .collect(joining("; ")));
        }
    }

    /**
     * Creates the topics that are missing.
     *
     * @return their names
     * @throws KafkaUnavailableException if the cluster does not answer within 20 s, or refuses
     */
    public static List<String> create(KafkaSettings kafka) {
        return work(kafka, admin -> {
            List<NewTopic> wanted = TopicPlan.topics(kafka);
            Map<String, TopicDescription> present = describe(admin, names(wanted));
            List<NewTopic> missing = wanted.stream()
                    .filter(topic -> !present.containsKey(topic.name()))
                    .toList();
            create(admin, missing);
            awaitAll(admin, names(missing));
            return names(missing);
        });
    }

    /**
     * What is not as it should be.
     *
     * @throws KafkaUnavailableException if the cluster does not answer within 20 s, or refuses
     */
    public static List<TopicFault> check(KafkaSettings kafka) {
        return work(kafka, admin -> {
            List<NewTopic> wanted = TopicPlan.topics(kafka);
            Map<String, TopicDescription> present = describe(admin, names(wanted));
            TopicInspection inspection = new TopicInspection();
            inspection.client(kafka.stream().client());
            brokers(admin).forEach(inspection::broker);
            inspection.partitions(present, kafka.stream().partitions());
            Map<String, Config> configs = configs(admin, ConfigResource.Type.TOPIC, List.copyOf(present.keySet()));
            for (NewTopic topic : wanted) {
                TopicDescription is = present.get(topic.name());
                Config config = configs.get(topic.name());
                if (is == null) {
                    inspection.missing(topic.name());
                } else {
                    inspection.replicas(is, topic);
                }
                if (is != null && config != null) {
                    inspection.settings(is, config, topic);
                }
            }
            return inspection.faults();
        });
    }

    private static <T> T work(KafkaSettings kafka, Work<T> work) {
        try (Admin admin = Admin.create(kafka.client(
                Map.of("request.timeout.ms", 5_000, "default.api.timeout.ms", LIMIT_SECONDS * 1000 - 1000)))) {
            return work.with(admin);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                KafkaReach.check(kafka); // says why, where it is not there at all
            }
            throw new KafkaUnavailableException(
                    "the topics cannot be set up at " + kafka.bootstrapServers() + ": "
                            + String.valueOf(cause.getMessage()).replaceFirst("\\.$", "") + "; " + remedy(cause),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("interrupted while the topics were set up", e);
        }
    }

    private static String remedy(Throwable cause) {
        if (cause instanceof InvalidReplicationFactorException) {
            return "lower kafka.replication or add brokers";
        } else if (cause instanceof AuthenticationException) {
            return "check the login and the certificates in kafka.client";
        } else if (cause instanceof AuthorizationException) {
            return "grant this login its rights, or have another one run 'sightline topics create'";
        }
        return "check --bootstrap-servers and the rights to create topics";
    }

    private static List<String> names(List<NewTopic> topics) {
        return topics.stream().map(NewTopic::name).toList();
    }

    private static void create(Admin admin, List<NewTopic> missing)
            throws ExecutionException, InterruptedException, TimeoutException {
        for (KafkaFuture<Void> created : admin.createTopics(missing).values().values()) {
            try {
                created.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    /** The topics that there are. */
    private static Map<String, TopicDescription> describe(Admin admin, List<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> found = new HashMap<>();
        for (var topic : admin.describeTopics(names).topicNameValues().entrySet()) {
            try {
                found.put(topic.getKey(), topic.getValue().get(LIMIT_SECONDS, TimeUnit.SECONDS));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        return found;
    }

    /** A broker may not know for a moment what the controller has just created. */
    private static void awaitAll(Admin admin, List<String> created)
            throws ExecutionException, InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (describe(admin, created).size() < created.size()) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("the topics that were created are not there");
            }
            Thread.sleep(50);
        }
    }

    private static Map<String, Config> brokers(Admin admin)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> ids = new ArrayList<>();
        admin.describeCluster().nodes().get(LIMIT_SECONDS, TimeUnit.SECONDS).forEach(node -> ids.add(node.idString()));
        return configs(admin, ConfigResource.Type.BROKER, ids);
    }

    /** The settings of those that may be asked for. */
    private static Map<String, Config> configs(Admin admin, ConfigResource.Type type, List<String> names)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Config> found = new HashMap<>();
        var all = admin.describeConfigs(names.stream()
                        .map(name -> new ConfigResource(type, name))
                        .toList())
                .values();
        for (var one : all.entrySet()) {
            try {
                found.put(
                        one.getKey().name(),
                        Objects.requireNonNull(one.getValue().get(LIMIT_SECONDS, TimeUnit.SECONDS)));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
                LOG.debug("the settings of {} are not checked", one.getKey(), e);
            }
        }
        return found;
    }
}
