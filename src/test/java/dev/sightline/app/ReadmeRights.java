package dev.sightline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What the README's table grants.
 *
 * @param rights in the table's order
 */
record ReadmeRights(List<Right> rights) {
    /** Role, type of resource, how the name is meant, names, operations. */
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `([a-z]+)` \\| (\\w+) \\| (literal|prefixed) \\| ([^|]+) \\| ([^|]+) \\|$");

    private static final Set<AclOperation> LET_DESCRIBE =
            Set.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE, AclOperation.ALTER);

    /** One operation on one name, for all roles or one of them. */
    record Right(String role, ResourcePattern resource, AclOperation operation) {
        private boolean isOf(String user) {
            return role.equals("all") || role.equals(user);
        }

        private AclBinding of(String user) {
            return new AclBinding(
                    resource, new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW));
        }

        /** As Kafka's authorizer decides; {@code used} has a literal name. */
        private boolean allows(AclBinding used) {
            String name = used.pattern().name();
            AclOperation asked = used.entry().operation();
            return isOf(used.entry().principal().substring("User:".length()))
                    && resource.resourceType() == used.pattern().resourceType()
                    && (resource.patternType() == PatternType.PREFIXED
                            ? name.startsWith(resource.name())
                            : name.equals(resource.name()))
                    && (asked == operation || (asked == AclOperation.DESCRIBE && LET_DESCRIBE.contains(operation)));
        }

        @Override
        public String toString() {
            return role + " " + operation + " " + resource.resourceType() + " " + resource.name();
        }
    }

    static ReadmeRights read() throws IOException {
        List<Right> rights = new ArrayList<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
        while (row.find()) {
            for (String name : row.group(4).replace("`", "").strip().split(", ", -1)) {
                var resource = new ResourcePattern(
                        ResourceType.fromString(underscored(row.group(2))),
                        name,
                        PatternType.fromString(underscored(row.group(3))));
                for (String operation : row.group(5).strip().split(", ", -1)) {
                    rights.add(new Right(row.group(1), resource, AclOperation.fromString(underscored(operation))));
                }
            }
        }
        return new ReadmeRights(rights);
    }

    /** As Kafka takes them. */
    List<AclBinding> of(List<String> users) {
        return users.stream()
                .flatMap(user ->
                        rights.stream().filter(right -> right.isOf(user)).map(right -> right.of(user)))
                .toList();
    }

    /** Those without which everything that was used would have been allowed as well. */
    Set<Right> needless(Set<AclBinding> used) {
        Set<Right> needless = new LinkedHashSet<>(rights);
        for (AclBinding each : used) {
            List<Right> allowing =
                    rights.stream().filter(right -> right.allows(each)).toList();
            if (allowing.size() == 1) {
                needless.removeAll(allowing);
            }
        }
        return needless;
    }

    /** {@code TRANSACTIONAL_ID} for {@code TransactionalId}. */
    private static String underscored(String words) {
        return words.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
