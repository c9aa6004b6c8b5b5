package org.echoscribe.node.attack;

import java.util.List;
import org.echoscribe.testkit.attack.Attack;
import org.echoscribe.testkit.attack.UpperLayerAttacks;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be done to the node through its upper layer. */
class UpperLayerAttacksTest {

    @RegisterExtension
    static final AttackedNode NODE = new AttackedNode();

    static List<Attack> attacks() {
        return UpperLayerAttacks.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theNodeWithstands(Attack attack) throws Exception {
        NODE.suffers(attack);
    }
}
