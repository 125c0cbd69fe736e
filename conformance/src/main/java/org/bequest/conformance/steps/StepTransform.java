package org.bequest.conformance.steps;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Makes one method count: its entry, every branch to a place before it, every array it allocates,
 * and what it has the JDK copy, make or search, whose own steps are not counted.
 */
final class StepTransform implements CodeTransform {
  private static final ClassDesc TALLY = ClassDesc.of(Tally.class.getName());
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);
  private static final MethodTypeDesc NUMBER =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_int);
  private static final MethodTypeDesc OBJECT =
      MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

  private static final Set<String> SEARCHES = Set.of("contains", "indexOf", "lastIndexOf");
  private static final Set<String> COPIES = Set.of("copyOf", "addAll");

  /** The places that lie before the instruction at hand. */
  private final Set<Label> passed = new HashSet<>();

  @Override
  public void atStart(CodeBuilder code) {
    code.invokestatic(TALLY, "step", NOTHING);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    before(code, element);
    code.with(element);
    if (makes(element)) {
      code.dup().invokestatic(TALLY, "made", OBJECT);
    }
  }

  private void before(CodeBuilder code, CodeElement element) {
    switch (element) {
      case LabelTarget place -> passed.add(place.label());
      case BranchInstruction branch -> back(code, passed.contains(branch.target()));
      case TableSwitchInstruction table ->
          back(code, table.cases().stream().anyMatch(c -> passed.contains(c.target())));
      case LookupSwitchInstruction table ->
          back(code, table.cases().stream().anyMatch(c -> passed.contains(c.target())));
      case NewPrimitiveArrayInstruction _, NewReferenceArrayInstruction _ -> top(code);
      case InvokeInstruction call -> call(code, call);
      default -> {}
    }
  }

  private static void back(CodeBuilder code, boolean back) {
    if (back) {
      code.invokestatic(TALLY, "step", NOTHING);
    }
  }

  /** The number on top of the stack is how much work follows. */
  private static void top(CodeBuilder code) {
    code.dup().invokestatic(TALLY, "work", NUMBER);
  }

  private static void call(CodeBuilder code, InvokeInstruction call) {
    String owner = call.owner().asInternalName();
    String name = call.name().stringValue();
    boolean one = call.typeSymbol().parameterCount() == 1;
    if (owner.equals("java/lang/System") && name.equals("arraycopy")) {
      top(code);
    } else if (owner.startsWith("java/util/")
        && one
        && !call.typeSymbol().parameterType(0).isPrimitive()) {
      collection(code, name);
    }
  }

  private static void collection(CodeBuilder code, String name) {
    boolean constructor = name.equals("<init>");
    if (SEARCHES.contains(name)) {
      code.dup2().pop().invokestatic(TALLY, "searched", OBJECT);
    } else if (COPIES.contains(name) || constructor) {
      code.dup().invokestatic(TALLY, "copied", OBJECT);
    }
  }

  /** Arrays and texts that come from the JDK: clones and concatenations among them. */
  private static boolean makes(CodeElement element) {
    return switch (element) {
      case InvokeInstruction call -> {
        String owner = call.owner().asInternalName();
        yield owner.startsWith("[")
            || (owner.startsWith("java/") && isLong(call.typeSymbol().returnType()));
      }
      case InvokeDynamicInstruction call -> isLong(call.typeSymbol().returnType());
      default -> false;
    };
  }

  private static boolean isLong(ClassDesc result) {
    return result.isArray() || result.equals(ConstantDescs.CD_String);
  }
}
