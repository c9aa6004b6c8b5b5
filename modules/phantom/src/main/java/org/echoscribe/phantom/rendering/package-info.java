/** Makes ultrasound pictures of an anatomy: scatterers that move with the tissue, a beam, an envelope, a scan converter. */
package org.echoscribe.phantom.rendering;
