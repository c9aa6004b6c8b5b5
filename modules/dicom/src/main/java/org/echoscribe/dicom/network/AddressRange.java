package org.echoscribe.dicom.network;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Network addresses that begin with the same bits, in the notation of RFC 4632: {@code 10.1.2.0/24}, {@code fd00::/8}, or
 * one address alone.
 */
public final class AddressRange {
    private final byte[] network;
    private final int prefixLength;

    private AddressRange(byte[] network, int prefixLength) {
        this.network = network;
        this.prefixLength = prefixLength;
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none; names are not looked up
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            if (!address.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
                throw new IllegalArgumentException();
            }
            byte[] network = InetAddress.getByName(address).getAddress();
            int bits = 8 * network.length;
            int prefixLength = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            if (prefixLength < 0 || prefixLength > bits) {
                throw new IllegalArgumentException();
            }
            return new AddressRange(network, prefixLength);
        } catch (UnknownHostException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no address and no range of addresses such as 10.1.2.0/24", e);
        }
    }

    /** Whether the address is one of these; an IPv4 address in IPv6's clothes is an IPv4 address. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((bytes[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange that && toString().equals(that.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/" + prefixLength;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("it was made from an address", e);
        }
    }
}
