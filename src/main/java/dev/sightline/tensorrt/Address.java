package dev.sightline.tensorrt;

import org.bytedeco.javacpp.Pointer;

/** A native address as JavaCPP passes it. */
final class Address extends Pointer {
    Address(long address) {
        super((Pointer) null);
        this.address = address;
    }
}
