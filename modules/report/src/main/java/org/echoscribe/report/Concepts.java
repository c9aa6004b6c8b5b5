package org.echoscribe.report;

import org.echoscribe.vocabulary.Code;

/** The codes of TID 1500 and its parts (PS3.16), and this product's own concepts (scheme 99ECHOVIEW). */
final class Concepts {

    static final Code IMAGING_MEASUREMENT_REPORT = dcm("126000", "Imaging Measurement Report");
    static final Code LANGUAGE = dcm("121049", "Language of Content Item and Descendants");
    static final Code ENGLISH = new Code("en-US", "RFC5646", "English (United States)");
    static final Code PROCEDURE_REPORTED = dcm("121058", "Procedure reported");
    static final Code ECHOCARDIOGRAPHY = sct("40701008", "Echocardiography");

    static final Code OBSERVER_TYPE = dcm("121005", "Observer Type");
    static final Code PERSON = dcm("121006", "Person");
    static final Code PERSON_OBSERVER_NAME = dcm("121008", "Person Observer Name");
    static final Code PERSON_OBSERVER_ORGANIZATION = dcm("121009", "Person Observer's Organization Name");
    static final Code DEVICE = dcm("121007", "Device");
    static final Code DEVICE_OBSERVER_UID = dcm("121012", "Device Observer UID");
    static final Code DEVICE_OBSERVER_NAME = dcm("121013", "Device Observer Name");
    static final Code DEVICE_OBSERVER_MANUFACTURER = dcm("121014", "Device Observer Manufacturer");
    static final Code DEVICE_OBSERVER_MODEL_NAME = dcm("121015", "Device Observer Model Name");

    static final Code IMAGE_LIBRARY = dcm("111028", "Image Library");
    static final Code IMAGE_LIBRARY_GROUP = dcm("126200", "Image Library Group");
    static final Code MODALITY = dcm("121139", "Modality");
    static final Code ULTRASOUND = dcm("US", "Ultrasound");
    static final Code PIXEL_DATA_ROWS = dcm("110910", "Pixel Data Rows");
    static final Code PIXEL_DATA_COLUMNS = dcm("110911", "Pixel Data Columns");

    static final Code IMAGING_MEASUREMENTS = dcm("126010", "Imaging Measurements");
    static final Code MEASUREMENT_GROUP = dcm("125007", "Measurement Group");
    static final Code TRACKING_IDENTIFIER = dcm("112039", "Tracking Identifier");
    static final Code TRACKING_UNIQUE_IDENTIFIER = dcm("112040", "Tracking Unique Identifier");
    static final Code FINDING_SITE = sct("363698007", "Finding Site");
    static final Code HEART = sct("80891009", "Heart");
    static final Code ALGORITHM_NAME = dcm("111001", "Algorithm Name");
    static final Code ALGORITHM_VERSION = dcm("111003", "Algorithm Version");
    static final Code ALGORITHM_PARAMETERS = dcm("111002", "Algorithm Parameters");
    static final Code ALGORITHM_FAMILY = dcm("111000", "Algorithm Family");
    static final Code ARTIFICIAL_INTELLIGENCE = dcm("123110", "Artificial Intelligence");
    static final Code SOURCE_OF_MEASUREMENT = dcm("121112", "Source of Measurement");
    static final Code IMAGE_VIEW = dcm("111031", "Image View");
    static final Code IMAGE_VIEW_MODIFIER = dcm("111032", "Image View Modifier");
    static final Code CERTAINTY_OF_FINDING = dcm("111012", "Certainty of Finding");
    static final Code COMMENT = dcm("121106", "Comment");
    static final Code QUALITATIVE_EVALUATIONS = new Code("C0034375", "UMLS", "Qualitative Evaluations");
    static final Code PROCESSING_EQUIPMENT = dcm("109102", "Processing Equipment");

    static final Code CLASSIFICATION_STATUS = Code.ofPrivateScheme("EVC-STATUS", "View classification status");
    static final Code OUTPUT_CLASS = Code.ofPrivateScheme("EVC-CLASS", "Model output class");
    static final Code REASON_NOT_CLASSIFIED = Code.ofPrivateScheme("EVC-REASON", "Reason view not classified");
    static final Code CLASS_DISTRIBUTION = Code.ofPrivateScheme("EVC-DIST", "Class probability distribution");
    static final Code VIEW_SUMMARY = Code.ofPrivateScheme("EVC-SUMMARY", "Echocardiographic view summary");

    static final Code NOT_CLASSIFIABLE_BY_READER = Code.ofPrivateScheme("EVR-READER", "Not classifiable by reader");

    static final Code PERCENT = new Code("%", "UCUM", "Percent");
    static final Code PIXELS = new Code("{pixels}", "UCUM", "pixels");

    private Concepts() {}

    private static Code dcm(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }

    private static Code sct(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }
}
