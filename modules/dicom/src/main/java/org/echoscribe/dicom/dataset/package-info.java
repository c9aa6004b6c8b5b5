/**
 * DICOM data sets (PS3.5) and files (PS3.10): read, held, and written; knows nothing of networks and nothing of echo.
 *
 * <p>{@link org.echoscribe.dicom.dataset.DataSetReader} turns bytes into {@link
 * org.echoscribe.dicom.dataset.Attributes}, {@link org.echoscribe.dicom.dataset.DataSetWriter} turns them back. Pixel
 * data is located, never loaded: {@link org.echoscribe.dicom.dataset.PixelData}.
 */
package org.echoscribe.dicom.dataset;
