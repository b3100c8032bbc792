package dev.sightline.registry;

/** Under which name ("subject") the schema of a topic's values is registered. */
public enum SubjectNaming {
    /** The topic's: {@code sightline.frames-value}. */
    TOPIC {
        @Override
        public String subject(String topic, String record) {
            return topic + "-value";
        }
    },
    /** The record's: {@code dev.sightline.avro.Frame}. */
    RECORD {
        @Override
        public String subject(String topic, String record) {
            return record;
        }
    },
    /** Both: {@code sightline.frames-dev.sightline.avro.Frame}. */
    TOPIC_RECORD {
        @Override
        public String subject(String topic, String record) {
            return topic + "-" + record;
        }
    };

    /**
     * The subject.
     *
     * @param topic the topic's name
     * @param record the full name of the schema
     */
    public abstract String subject(String topic, String record);
}
