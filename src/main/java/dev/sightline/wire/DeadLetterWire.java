package dev.sightline.wire;

/** {@link DeadLetter} on the wire: {@code schemas/dead-letter.avsc}. */
final class DeadLetterWire {
    static final AvroSerde<DeadLetter, dev.sightline.avro.DeadLetter> SERDE =
            AvroSerde.of(dev.sightline.avro.DeadLetter.class, DeadLetterWire::toAvro, DeadLetterWire::fromAvro);

    private DeadLetterWire() {}

    private static dev.sightline.avro.DeadLetter toAvro(DeadLetter letter) {
        return dev.sightline.avro.DeadLetter.newBuilder()
                .setTopic(letter.topic())
                .setPartition(letter.partition())
                .setOffset(letter.offset())
                .setAt(letter.at())
                .setStage(letter.stage())
                .setReason(letter.reason())
                .setDetail(letter.detail())
                .setKey(letter.key())
                .setValue(letter.value())
                .build();
    }

    private static DeadLetter fromAvro(dev.sightline.avro.DeadLetter read) {
        return new DeadLetter(
                read.getTopic(),
                read.getPartition(),
                read.getOffset(),
                read.getAt(),
                read.getStage(),
                read.getReason(),
                read.getDetail(),
                read.getKey(),
                read.getValue());
    }
}
