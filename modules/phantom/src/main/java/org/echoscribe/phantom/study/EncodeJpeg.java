package org.echoscribe.phantom.study;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** JPEG baseline codestreams with the platform's encoder: YCbCr 4:2:2 for colour, one component for grey. */
final class EncodeJpeg implements AutoCloseable {

    private static final String NATIVE_FORMAT = "javax_imageio_jpeg_image_1.0";

    private final ImageWriter writer =
            ImageIO.getImageWritersByFormatName("jpeg").next();
    private final ImageWriteParam parameters = writer.getDefaultWriteParam();
    private final int width;
    private final int height;

    /** @param quality 0 to 1, as the platform's encoder understands it */
    EncodeJpeg(int width, int height, float quality) {
        this.width = width;
        this.height = height;
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
    }

    /** @param samples interleaved RGB, or grey, row-major */
    byte[] encode(byte[] samples, boolean colour) throws IOException {
        BufferedImage image = image(samples, colour);
        IIOMetadata metadata =
                writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), parameters);
        if (colour) {
            halveChromaAcrossOnly(metadata);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(image, null, metadata), parameters);
        }
        return bytes.toByteArray();
    }

    /** The platform halves chroma in both directions; YBR_FULL_422 is halved across only. */
    private static void halveChromaAcrossOnly(IIOMetadata metadata) throws IOException {
        Element root = (Element) metadata.getAsTree(NATIVE_FORMAT);
        NodeList components = root.getElementsByTagName("componentSpec");
        ((Element) components.item(0)).setAttribute("HsamplingFactor", "2");
        ((Element) components.item(0)).setAttribute("VsamplingFactor", "1");
        metadata.setFromTree(NATIVE_FORMAT, root);
    }

    private BufferedImage image(byte[] samples, boolean colour) {
        int bands = colour ? 3 : 1;
        int[] offsets = colour ? new int[] {0, 1, 2} : new int[] {0};
        WritableRaster raster = Raster.createInterleavedRaster(
                new DataBufferByte(samples, samples.length), width, height, bands * width, bands, offsets, null);
        int space = colour ? ColorSpace.CS_sRGB : ColorSpace.CS_GRAY;
        ComponentColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(space), false, false, Transparency.OPAQUE, DataBuffer.TYPE_BYTE);
        return new BufferedImage(model, raster, false, null);
    }

    @Override
    public void close() {
        writer.dispose();
    }
}
