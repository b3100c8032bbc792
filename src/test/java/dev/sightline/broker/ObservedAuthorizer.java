package dev.sightline.broker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;

/** Kafka's own authorizer, which remembers what it has allowed. A broker makes it by its name. */
public final class ObservedAuthorizer extends StandardAuthorizer {
    private static final Set<AclBinding> ALLOWED = ConcurrentHashMap.newKeySet();

    /** What was done by leave of any broker since this was last asked: names are literal. */
    public static Set<AclBinding> takeAllowed() {
        Set<AclBinding> taken = Set.copyOf(ALLOWED);
        ALLOWED.removeAll(taken);
        return taken;
    }

    @Override
    public List<AuthorizationResult> authorize(AuthorizableRequestContext context, List<Action> actions) {
        List<AuthorizationResult> results = super.authorize(context, actions);
        for (int i = 0; i < actions.size(); i++) {
            // What is not to be logged is only looked up, to tell the client what it might do.
            if (results.get(i) == AuthorizationResult.ALLOWED && actions.get(i).logIfAllowed()) {
                ALLOWED.add(allowed(context, actions.get(i)));
            }
        }
        return results;
    }

    private static AclBinding allowed(AuthorizableRequestContext context, Action action) {
        ResourcePattern resource = action.resourcePattern();
        return new AclBinding(
                resource,
                new AccessControlEntry(
                        context.principal().toString(), "*", action.operation(), AclPermissionType.ALLOW));
    }
}
