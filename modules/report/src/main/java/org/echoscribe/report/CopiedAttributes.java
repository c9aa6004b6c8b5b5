package org.echoscribe.report;

import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.Tag;

/**
 * What a report takes over from its source so that it belongs to the same patient and study: values byte for byte, with
 * the character set they are in. Private, acquisition and pixel attributes stay behind.
 */
final class CopiedAttributes {

    private static final int[] PATIENT_AND_STUDY = {
        Tag.SpecificCharacterSet,
        Tag.PatientName,
        Tag.PatientID,
        Tag.IssuerOfPatientID,
        Tag.IssuerOfPatientIDQualifiersSequence,
        Tag.OtherPatientIDsSequence,
        Tag.PatientBirthDate,
        Tag.PatientBirthTime,
        Tag.PatientSex,
        Tag.PatientAge,
        Tag.PatientSize,
        Tag.PatientWeight,
        Tag.PatientIdentityRemoved,
        Tag.DeidentificationMethod,
        Tag.DeidentificationMethodCodeSequence,
        Tag.StudyInstanceUID,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.StudyID,
        Tag.StudyDescription,
        Tag.AccessionNumber,
        Tag.IssuerOfAccessionNumberSequence,
        Tag.ReferringPhysicianName,
        Tag.ProcedureCodeSequence,
        Tag.ReferencedStudySequence,
        Tag.AdmissionID,
        Tag.IssuerOfAdmissionIDSequence,
        Tag.ClinicalTrialSponsorName,
        Tag.ClinicalTrialProtocolID,
        Tag.ClinicalTrialProtocolName,
        Tag.ClinicalTrialSiteID,
        Tag.ClinicalTrialSiteName,
        Tag.ClinicalTrialSubjectID,
        Tag.ClinicalTrialSubjectReadingID,
        Tag.ClinicalTrialTimePointID,
        Tag.ClinicalTrialTimePointDescription,
        Tag.LongitudinalTemporalOffsetFromEvent,
        Tag.LongitudinalTemporalEventType,
        Tag.ClinicalTrialProtocolEthicsCommitteeName,
        Tag.ClinicalTrialProtocolEthicsCommitteeApprovalNumber,
        Tag.ConsentForClinicalTrialUseSequence,
    };

    /** Attributes of type 2: present, and empty where the source lacks them. */
    private static final int[] TYPE_2 = {
        Tag.PatientName,
        Tag.PatientID,
        Tag.PatientBirthDate,
        Tag.PatientSex,
        Tag.StudyDate,
        Tag.StudyTime,
        Tag.StudyID,
        Tag.AccessionNumber,
        Tag.ReferringPhysicianName,
    };

    private CopiedAttributes() {}

    static Attributes of(SourceHeader header) {
        Attributes copied = header.dataSet().copyOf(PATIENT_AND_STUDY);
        for (int tag : TYPE_2) {
            if (!copied.contains(tag)) {
                copied.setEmpty(tag);
            }
        }
        if (ReportTime.offset(header).isPresent()) {
            copied.setAll(header.dataSet().copyOf(Tag.TimezoneOffsetFromUTC));
        }
        return copied;
    }
}
