package org.echoscribe.dicom.tls;

/** Protocol versions and cipher suites, strongest first: ephemeral key exchange and authenticated encryption alone. */
public enum TlsProfile {
    /** TLS 1.3 and 1.2 as BCP 195 (RFC 9325) recommends; PS3.15 annex B's non-downgrading profile. */
    BCP195,
    /** TLS 1.3 alone. */
    TLS13
}
