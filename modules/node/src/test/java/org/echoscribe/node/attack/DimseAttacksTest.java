package org.echoscribe.node.attack;

import java.util.List;
import org.echoscribe.testkit.attack.Attack;
import org.echoscribe.testkit.attack.DimseAttacks;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be done to the node through its message exchange. */
class DimseAttacksTest {

    @RegisterExtension
    static final AttackedNode NODE = new AttackedNode();

    static List<Attack> attacks() {
        return DimseAttacks.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theNodeWithstands(Attack attack) throws Exception {
        NODE.suffers(attack);
    }
}
