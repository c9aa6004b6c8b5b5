package org.echoscribe.node.model;

import org.echoscribe.inference.BundleRejectedException;
import org.echoscribe.journal.ModelChange;
import org.echoscribe.journal.ModelChange.Role;

/** What a model may be to a running node. */
interface ModelRole {

    /** Which role. */
    Role role();

    /**
     * Lets another model take the role.
     *
     * @throws BundleRejectedException if it cannot; then nothing has changed
     */
    void take(ModelChange change) throws BundleRejectedException;
}
