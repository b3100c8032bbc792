package dev.sightline.cli;

import dev.sightline.model.Devices;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which GPUs are meant. */
final class DevicesConverter implements ITypeConverter<Devices> {
    @Override
    public Devices convert(String text) {
        try {
            return Devices.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
