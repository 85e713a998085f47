using System.Runtime.CompilerServices;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Parsing;

/// <summary>
/// Gives the parse tree its meaning: <c>a.b[c]</c> becomes a path of steps with stages, <c>%</c> finds the step it refers to, calls in
/// tail position are marked. Follows processAST of jsonata-js; afterwards no binary <c>.</c>, <c>[</c>, <c>{</c>, <c>^</c>,
/// <c>@</c>, <c>#</c> is left.
/// </summary>
internal sealed class SyntaxProcessor
{
    private int _labels;

    private SyntaxProcessor()
    {
    }

    public static SyntaxNode Process(SyntaxNode node)
    {
        var result = new SyntaxProcessor().ProcessNode(node);
        return result.Kind == SyntaxKind.Parent || result.SeekingParent is not null
            ? throw JsonataError.Syntax("S0217", result.Position, Value.From(Ancestry.TypeName(result)))
            : result;
    }

    private SyntaxNode ProcessNode(SyntaxNode node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw JsonataError.Syntax("D1011", node.Position);
        }

        var result = Dispatch(node);
        result.KeepArray |= node.KeepArray;
        return result;
    }

    private SyntaxNode Dispatch(SyntaxNode node)
    {
        switch (node.Kind)
        {
            case SyntaxKind.Binary:
                return ProcessBinary(node);
            case SyntaxKind.Negate:
                return ProcessNegation(node);
            case SyntaxKind.Array:
                var array = new SyntaxNode(node.Kind, node.Position) { Value = node.Value };
                array.Items = node.Items.ConvertAll(item => ProcessPart(array, item));
                return array;
            case SyntaxKind.Object:
                var constructor = new SyntaxNode(node.Kind, node.Position) { Value = node.Value };
                constructor.Pairs = node.Pairs.ConvertAll(p => (ProcessPart(constructor, p.Key), ProcessPart(constructor, p.Value)));
                return constructor;
            case SyntaxKind.Call or SyntaxKind.Partial:
                var call = new SyntaxNode(node.Kind, node.Position) { Value = node.Value };
                call.Items = node.Items.ConvertAll(argument => ProcessPart(call, argument));
                call.Left = ProcessNode(node.Left!);
                return call;
            case SyntaxKind.Lambda:
                var lambda = new SyntaxNode(node.Kind, node.Position) { Items = node.Items, Signature = node.Signature };
                lambda.Left = ProcessNode(node.Left!);
                MarkTailCalls(lambda.Left);
                return lambda;
            case SyntaxKind.Condition:
                var condition = new SyntaxNode(node.Kind, node.Position);
                condition.Left = ProcessPart(condition, node.Left!);
                condition.Right = ProcessPart(condition, node.Right!);
                condition.Else = node.Else is null ? null : ProcessPart(condition, node.Else);
                return condition;
            case SyntaxKind.Transform:
                return new SyntaxNode(node.Kind, node.Position)
                {
                    Left = ProcessNode(node.Left!),
                    Right = ProcessNode(node.Right!),
                    Else = node.Else is null ? null : ProcessNode(node.Else),
                };
            case SyntaxKind.Block:
                var block = new SyntaxNode(node.Kind, node.Position);
                block.Items = node.Items.ConvertAll(item => ProcessPart(block, item));
                block.Constructed = block.Items.Exists(i => i.Constructed || (i.Kind == SyntaxKind.Path && i.Items[0].Constructed));
                return block;
            case SyntaxKind.Name:
                return new SyntaxNode(SyntaxKind.Path, node.Position) { Items = [node], KeepSingletonArray = node.KeepArray };
            case SyntaxKind.Parent:
                return new SyntaxNode(SyntaxKind.Parent, node.Position) { Slot = new AncestorSlot($"!{_labels++}") };
            case SyntaxKind.Operator when node.Text is "and" or "or" or "in":
                node.Kind = SyntaxKind.Name;
                return Dispatch(node);
            case SyntaxKind.End:
                throw JsonataError.Syntax("S0207", node.Position, node.Value);
            default:
                return node;
        }
    }

    private SyntaxNode ProcessPart(SyntaxNode whole, SyntaxNode part)
    {
        var result = ProcessNode(part);
        Ancestry.PassOn(whole, result);
        return result;
    }

    private SyntaxNode ProcessNegation(SyntaxNode node)
    {
        var operand = ProcessNode(node.Left!);
        if (operand.Kind == SyntaxKind.Number)
        {
            operand.Value = Value.From(-operand.Value.Num);
            return operand;
        }

        var result = new SyntaxNode(node.Kind, node.Position) { Value = node.Value, Left = operand };
        Ancestry.PassOn(result, operand);
        return result;
    }

    private SyntaxNode ProcessBinary(SyntaxNode node) => node.Text switch
    {
        "." => ProcessMap(node),
        "[" => ProcessFilter(node),
        "{" => ProcessGroup(node),
        "^" => ProcessSort(node),
        "@" => ProcessFocus(node),
        "#" => ProcessIndex(node),
        ":=" => ProcessBind(node),
        "~>" => ProcessApply(node),
        _ => ProcessOperator(node),
    };

    private SyntaxNode ProcessMap(SyntaxNode node)
    {
        var left = ProcessNode(node.Left!);
        var path = left.Kind == SyntaxKind.Path ? left : new SyntaxNode(SyntaxKind.Path, left.Position) { Items = [left] };
        if (left.Kind == SyntaxKind.Parent)
        {
            path.SeekingParent = [left.Slot!];
        }

        var right = ProcessNode(node.Right!);
        if (right.Kind == SyntaxKind.Path)
        {
            path.Items.AddRange(right.Items);
        }
        else
        {
            right.Stages = right.Predicates ?? right.Stages;
            right.Predicates = null;
            path.Items.Add(right);
        }

        foreach (var step in path.Items)
        {
            if (step.Kind is SyntaxKind.Number or SyntaxKind.Literal)
            {
                throw JsonataError.Syntax("S0213", step.Position, value: step.Value);
            }

            if (step.Kind == SyntaxKind.String)
            {
                step.Kind = SyntaxKind.Name;
            }

            path.KeepSingletonArray |= step.KeepArray;
        }

        // Constructed arrays at either end stay arrays.
        path.Items[0].Constructed |= path.Items[0].Kind == SyntaxKind.Array;
        path.Items[^1].Constructed |= path.Items[^1].Kind == SyntaxKind.Array;
        Ancestry.Resolve(path);
        return path;
    }

    private SyntaxNode ProcessFilter(SyntaxNode node)
    {
        var result = ProcessNode(node.Left!);
        var isPath = result.Kind == SyntaxKind.Path;
        var step = isPath ? result.Items[^1] : result;
        if (step.Group is not null)
        {
            throw JsonataError.Syntax("S0209", node.Position);
        }

        var predicate = ProcessNode(node.Right!);
        if (predicate.SeekingParent is { } seeking)
        {
            foreach (var slot in seeking)
            {
                if (slot.Level == 1)
                {
                    Ancestry.Seek(step, slot);
                }
                else
                {
                    slot.Level--;
                }
            }

            Ancestry.PassOn(step, predicate);
        }

        var stage = new SyntaxNode.Stage(predicate, null, node.Position);
        if (isPath)
        {
            (step.Stages ??= []).Add(stage);
        }
        else
        {
            (step.Predicates ??= []).Add(stage);
        }

        return result;
    }

    private SyntaxNode ProcessGroup(SyntaxNode node)
    {
        var result = ProcessNode(node.Left!);
        if (result.Group is not null)
        {
            throw JsonataError.Syntax("S0210", node.Position);
        }

        result.Group = new SyntaxNode(SyntaxKind.Object, node.Position)
        {
            Pairs = node.Pairs.ConvertAll(p => (ProcessNode(p.Key), ProcessNode(p.Value))),
        };
        return result;
    }

    private SyntaxNode ProcessSort(SyntaxNode node)
    {
        var left = ProcessNode(node.Left!);
        var path = left.Kind == SyntaxKind.Path ? left : new SyntaxNode(SyntaxKind.Path, left.Position) { Items = [left] };
        var sort = new SyntaxNode(SyntaxKind.Sort, node.Position);
        sort.Terms = node.Terms.ConvertAll(t => (ProcessPart(sort, t.Expression), t.Descending));
        path.Items.Add(sort);
        Ancestry.Resolve(path);
        return path;
    }

    private SyntaxNode ProcessFocus(SyntaxNode node)
    {
        var result = ProcessNode(node.Left!);
        var step = result.Kind == SyntaxKind.Path ? result.Items[^1] : result;
        if (step.Stages is not null || step.Predicates is not null)
        {
            throw JsonataError.Syntax("S0215", node.Position);
        }

        if (step.Kind == SyntaxKind.Sort)
        {
            throw JsonataError.Syntax("S0216", node.Position);
        }

        step.KeepArray |= node.KeepArray;
        step.Focus = node.Right!.Text;
        step.Tuple = true;
        return result;
    }

    private SyntaxNode ProcessIndex(SyntaxNode node)
    {
        var result = ProcessNode(node.Left!);
        var step = result;
        if (result.Kind == SyntaxKind.Path)
        {
            step = result.Items[^1];
        }
        else
        {
            result = new SyntaxNode(SyntaxKind.Path, step.Position) { Items = [step] };
            step.Stages = step.Predicates ?? step.Stages;
            step.Predicates = null;
        }

        if (step.Stages is null)
        {
            step.Index = node.Right!.Text;
        }
        else
        {
            step.Stages.Add(new SyntaxNode.Stage(null, node.Right!.Text, node.Position));
        }

        step.Tuple = true;
        return result;
    }

    private SyntaxNode ProcessBind(SyntaxNode node)
    {
        var bind = new SyntaxNode(SyntaxKind.Bind, node.Position) { Value = node.Left!.Value, Left = node.Left };
        bind.Right = ProcessPart(bind, node.Right!);
        return bind;
    }

    private SyntaxNode ProcessApply(SyntaxNode node)
    {
        var apply = new SyntaxNode(SyntaxKind.Apply, node.Position)
        {
            Value = node.Value,
            Left = ProcessNode(node.Left!),
            Right = ProcessNode(node.Right!),
        };
        apply.KeepArray = apply.Left.KeepArray || apply.Right.KeepArray;
        return apply;
    }

    private SyntaxNode ProcessOperator(SyntaxNode node)
    {
        var result = new SyntaxNode(node.Kind, node.Position) { Value = node.Value };
        result.Left = ProcessPart(result, node.Left!);
        result.Right = ProcessPart(result, node.Right!);
        return result;
    }

    /// <summary>
    /// Marks the calls whose result is the lambda's result, so that they need no stack of their own. A call under a predicate or
    /// group-by is none: its result is still worked on.
    /// </summary>
    private static void MarkTailCalls(SyntaxNode node)
    {
        if (node.Predicates is not null || node.Group is not null)
        {
            return;
        }

        switch (node.Kind)
        {
            case SyntaxKind.Call:
                node.TailCall = true;
                break;
            case SyntaxKind.Condition:
                MarkTailCalls(node.Right!);
                if (node.Else is not null)
                {
                    MarkTailCalls(node.Else);
                }

                break;
            case SyntaxKind.Block when node.Items.Count > 0:
                MarkTailCalls(node.Items[^1]);
                break;
        }
    }
}
