package org.echoscribe.phantom.study;

/** The invented vendors. Their names say that they are; their headers differ as those of real ones do. */
public enum Vendor {
    A("Echoscribe Phantom Vendor A", "Phantom 7", "PHANTOM-A 1.0", 0x0019, "SYNTHETIC PHANTOM A"),
    B("Echoscribe Phantom Vendor B", "Phantom Cardio 95", "PHANTOM-B 204.13", 0x0029, "SYNTHETIC PHANTOM B HEADER"),
    C("Echoscribe Phantom Vendor C", "Phantom Portable", "PHANTOM-C 3.2", 0x0009, "SYNTHETIC PHANTOM C"),
    D("Echoscribe Phantom Vendor D", "Phantom Console IV", "PHANTOM-D 12", 0x7fdf, "SYNTHETIC PHANTOM D");

    private final String manufacturer;
    private final String model;
    private final String softwareVersion;
    private final int privateGroup;
    private final String privateCreator;

    Vendor(String manufacturer, String model, String softwareVersion, int privateGroup, String privateCreator) {
        this.manufacturer = manufacturer;
        this.model = model;
        this.softwareVersion = softwareVersion;
        this.privateGroup = privateGroup;
        this.privateCreator = privateCreator;
    }

    public String manufacturer() {
        return manufacturer;
    }

    public String model() {
        return model;
    }

    String softwareVersion() {
        return softwareVersion;
    }

    /** Odd group of its private elements. */
    int privateGroup() {
        return privateGroup;
    }

    String privateCreator() {
        return privateCreator;
    }
}
