package org.echoscribe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.echoscribe.testkit.RawPdu.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.echoscribe.dicom.dataset.Attributes;
import org.echoscribe.dicom.dataset.DataSetReader;
import org.echoscribe.dicom.dataset.DataSetWriter;
import org.echoscribe.dicom.dataset.Tag;
import org.echoscribe.dicom.dataset.TransferSyntax;
import org.echoscribe.dicom.dataset.Uids;
import org.echoscribe.dicom.network.AssociationInfo;
import org.echoscribe.dicom.network.AvailabilityNotifier;
import org.echoscribe.dicom.network.DimseRefusedException;
import org.echoscribe.dicom.network.DimseStatus;
import org.echoscribe.dicom.network.InstanceAvailability;
import org.echoscribe.dicom.network.Limits;
import org.echoscribe.dicom.network.ProcedureStepHandler;
import org.echoscribe.dicom.network.SopReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modality Performed Procedure Step as SCP, and Instance Availability Notification as SCU. */
class ProcedureStepTest {
    private static final int N_SET = 0x0120;
    private static final int N_CREATE = 0x0140;
    private static final byte[] IN_PROGRESS = status("IN PROGRESS");

    @TempDir
    Path directory;

    private final ConcurrentMap<String, String> steps = new ConcurrentHashMap<>();

    private final ProcedureStepHandler handler = new ProcedureStepHandler() {
        @Override
        public void created(AssociationInfo association, String sopInstanceUid, Attributes attributes)
                throws IOException {
            if (steps.putIfAbsent(
                            sopInstanceUid,
                            attributes.string(Tag.PerformedProcedureStepStatus).orElse(""))
                    != null) {
                throw new DimseRefusedException(DimseStatus.duplicateSopInstance("it began before"));
            }
        }

        @Override
        public void set(AssociationInfo association, String sopInstanceUid, Attributes modifications)
                throws IOException {
            if (steps.computeIfPresent(
                            sopInstanceUid,
                            (_, _) -> modifications
                                    .string(Tag.PerformedProcedureStepStatus)
                                    .orElse(""))
                    == null) {
                throw new DimseRefusedException(DimseStatus.noSuchSopInstance("it never began"));
            }
        }
    };

    @Test
    void aStepBeginsAndIsCompletedOnce() throws IOException {
        try (LoopbackPacs node = node()) {
            assertThat(answer(node, N_CREATE, Optional.of("2.25.4"), IN_PROGRESS))
                    .isZero();
            assertThat(steps).containsEntry("2.25.4", "IN PROGRESS");
            assertThat(answer(node, N_CREATE, Optional.of("2.25.4"), IN_PROGRESS))
                    .isEqualTo(0x0111);
            assertThat(answer(node, N_SET, Optional.of("2.25.4"), status("COMPLETED")))
                    .isZero();
            assertThat(steps).containsEntry("2.25.4", "COMPLETED");
            assertThat(answer(node, N_SET, Optional.of("2.25.5"), status("COMPLETED")))
                    .isEqualTo(0x0112);
        }
    }

    @Test
    void aStepWithoutAUidGetsOneAndOneWithABadUidIsRefused() throws IOException {
        try (LoopbackPacs node = node()) {
            assertThat(answer(node, N_CREATE, Optional.empty(), IN_PROGRESS)).isZero();
            assertThat(steps.keySet()).singleElement().asString().startsWith("2.25.");
            assertThat(answer(node, N_CREATE, Optional.of("../../x"), IN_PROGRESS))
                    .isEqualTo(0x0117);
            assertThat(answer(node, N_SET, Optional.empty(), IN_PROGRESS)).isEqualTo(0x0117);
            assertThat(answer(node, 0x0110, Optional.of("2.25.4"), IN_PROGRESS))
                    .as("N-GET")
                    .isEqualTo(0x0211);
        }
    }

    @Test
    void withoutAHandlerTheContextIsRefused() throws IOException {
        try (LoopbackPacs plain = LoopbackPacs.start(directory);
                RawDicomPeer peer = RawDicomPeer.connect(plain.destination())) {
            peer.send(RawPdu.associateRequest(
                    RawPdu.context(1, Uids.ModalityPerformedProcedureStep, RawPdu.IMPLICIT_LITTLE_ENDIAN)));
            assertThat(peer.receive().contextResults()).containsExactly(3);
        }
    }

    @Test
    void anAvailabilityNotificationIsAnNCreateWithTheStudysInstances() throws Exception {
        List<RawPdu> received = new ArrayList<>();
        InstanceAvailability availability = new InstanceAvailability(
                "2.25.1",
                "NODE",
                List.of(new InstanceAvailability.Series(
                        "2.25.1.1", List.of(new SopReference(Uids.Comprehensive3DSRStorage, "2.25.1.1.1")))));
        try (RawDicomPeer.Listener listener = RawDicomPeer.listen(peer -> {
                    peer.receive();
                    peer.send(RawPdu.associateAccept(1));
                    received.add(peer.receive());
                    received.add(peer.receive());
                    peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, RawPdu.response(N_CREATE, 0)));
                    peer.receive();
                    peer.send(RawPdu.pdu(RawPdu.A_RELEASE_RP, new byte[4]));
                });
                AvailabilityNotifier notifier =
                        AvailabilityNotifier.connect(listener.destination(), "NODE", Limits.defaults())) {
            assertThat(notifier.notify("2.25.9", availability)).isEqualTo(DimseStatus.SUCCESS);
        }
        byte[] body = received.get(1).body();
        Attributes dataSet = DataSetReader.readDataSet(
                Arrays.copyOfRange(body, 6, body.length), TransferSyntax.ImplicitVrLittleEndian);
        assertThat(dataSet.string(Tag.StudyInstanceUID)).contains("2.25.1");
        assertThat(dataSet.contains(Tag.ReferencedPerformedProcedureStepSequence))
                .isTrue();
        Attributes instance = dataSet.item(Tag.ReferencedSeriesSequence)
                .flatMap(series -> series.item(Tag.ReferencedSOPSequence))
                .orElseThrow();
        assertThat(instance.string(Tag.ReferencedSOPInstanceUID)).contains("2.25.1.1.1");
        assertThat(instance.string(Tag.InstanceAvailability)).contains("ONLINE");
        assertThat(instance.string(Tag.RetrieveAETitle)).contains("NODE");
    }

    private LoopbackPacs node() throws IOException {
        return LoopbackPacs.start(directory, configuration -> configuration.withProcedureStepHandler(handler));
    }

    private static byte[] status(String status) {
        return DataSetWriter.writeDataSet(
                new Attributes().set(Tag.PerformedProcedureStepStatus, status), TransferSyntax.ImplicitVrLittleEndian);
    }

    private static int answer(LoopbackPacs node, int field, Optional<String> instance, byte[] dataSet)
            throws IOException {
        int shift = field == N_CREATE ? 0 : 1;
        byte[] elements = RawPdu.join(
                RawPdu.element(0x0002 + shift, RawPdu.ascii(Uids.ModalityPerformedProcedureStep)),
                RawPdu.element(0x0100, new byte[] {(byte) field, (byte) (field >> 8)}),
                RawPdu.element(0x0110, new byte[] {7, 0}),
                RawPdu.element(0x0800, new byte[] {1, 0}),
                instance.map(uid -> RawPdu.element(0x1000 + shift, RawPdu.ascii(uid)))
                        .orElse(new byte[0]));
        byte[] command = RawPdu.join(RawPdu.element(0, new byte[] {(byte) elements.length, 0, 0, 0}), elements);
        try (RawDicomPeer peer = RawDicomPeer.associate(
                node.destination(),
                RawPdu.context(1, Uids.ModalityPerformedProcedureStep, RawPdu.IMPLICIT_LITTLE_ENDIAN))) {
            peer.send(data(1, RawPdu.COMMAND | RawPdu.LAST, command), data(1, RawPdu.LAST, dataSet));
            return peer.receive().status();
        }
    }
}
