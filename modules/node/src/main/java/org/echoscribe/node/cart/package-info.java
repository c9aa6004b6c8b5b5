/** A cart played in software: finds DICOM files and pushes them to a node by C-STORE. */
package org.echoscribe.node.cart;
