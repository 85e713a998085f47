using System.Collections.Frozen;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Evaluation.Paths;
using AiProxy.Jsonata.Parsing;

namespace AiProxy.Jsonata.Compilation;

/// <summary>Paths: steps, filters, orders, group-bys, tuples.</summary>
internal sealed partial class Compiler
{
    private GroupBy CompileGroup(SyntaxNode syntax) => Repeatedly(() =>
        new GroupBy([.. syntax.Pairs.Select(p => (CompileNode(p.Key), CompileNode(p.Value)))], syntax.Position));

    private Node CompilePath(SyntaxNode syntax, bool wantsTuples)
    {
        var steps = syntax.Items;
        var traits = syntax.KeepSingletonArray || syntax.KeepArray ? PathTraits.KeepSingleton : PathTraits.None;
        traits |= steps[0].Kind == SyntaxKind.Variable ? PathTraits.StartsWithVariable : PathTraits.None;
        traits |= steps[0].Constructed ? PathTraits.StartsWithConstructor : PathTraits.None;
        var firstTuple = steps.FindIndex(s => s.Tuple);
        if (firstTuple >= 0)
        {
            return CompileTuplePath(syntax, firstTuple, wantsTuples && syntax.Tuple ? traits | PathTraits.YieldsTuples : traits);
        }

        var group = syntax.Group is null ? null : CompileGroup(syntax.Group);
        var compiled = CompilePlainSteps(steps);
        var path = new PathNode(compiled, traits, group);
        if (compiled is not [{ IsPlain: true } only] || group is not null)
        {
            return path;
        }

        return traits switch
        {
            PathTraits.StartsWithVariable => only.Node,
            PathTraits.None when only.Node is NameNode name => new FieldNode(name, path),
            _ => path,
        };
    }

    private Step[] CompilePlainSteps(List<SyntaxNode> steps) => Repeatedly(() =>
    {
        var compiled = new List<Step>(steps.Count);
        var first = 0;
        if (TryCompileNamespace(steps) is { } start)
        {
            compiled.Add(start);
            first = 2;
        }

        for (var i = first; i < steps.Count; i++)
        {
            compiled.Add(CompileStep(steps[i]));
        }

        return compiled.ToArray();
    });

    private Step CompileStep(SyntaxNode syntax) => syntax.Kind == SyntaxKind.Sort
        ? new SortStep(CompileTerms(syntax), CompileFilters(syntax))
        : new Step(CompileNode(syntax), CompileFilters(syntax));

    private SortTerms CompileTerms(SyntaxNode syntax) =>
        new([.. syntax.Terms.Select(t => (CompileNode(t.Expression), t.Descending))], syntax.Position);

    private Filter[] CompileFilters(SyntaxNode syntax) =>
        syntax.Stages is null ? [] : [.. syntax.Stages.Select(s => Filter.Create(CompileNode(s.Filter!)))];

    /// <summary><c>$states.input</c> is a variable of its own where the options say so.</summary>
    private Step? TryCompileNamespace(List<SyntaxNode> steps)
    {
        if (steps.Count < 2
            || steps[0] is not { Kind: SyntaxKind.Variable, Predicates: null, Stages: null, Group: null, KeepArray: false } variable
            || steps[1] is not { Kind: SyntaxKind.Name, Tuple: false } field
            || !_options.NamespacedVariables.Contains(variable.Text)
            || IsLocal(variable.Text))
        {
            return null;
        }

        return new Step(Resolve($"{variable.Text}.{field.Text}", false), CompileFilters(field));
    }

    private TuplePathNode CompileTuplePath(SyntaxNode syntax, int firstTuple, PathTraits traits)
    {
        var outer = _scope;
        var prefix = firstTuple == 0 ? null : new PathNode(
            CompilePlainSteps(syntax.Items[..firstTuple]), traits & ~PathTraits.KeepSingleton, null);
        var ownFrame = EnterTupleScope(syntax);
        var slots = _scope.Slots.ToFrozenDictionary(StringComparer.Ordinal);
        var steps = Repeatedly(() => syntax.Items.Skip(firstTuple).Select((s, i) => CompileTupleStep(s, i == 0)).ToArray());
        var group = syntax.Group is null ? null : CompileGroup(syntax.Group);
        var scope = new TupleScope(slots, ownFrame ? _scope.Activation.Size : null);
        _scope = outer;
        return new TuplePathNode(prefix, steps, scope, traits, group);
    }

    /// <summary>Opens a scope for the variables of tuples.</summary>
    /// <returns>Whether it has a frame of its own.</returns>
    private bool EnterTupleScope(SyntaxNode syntax)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        SyntaxFacts.CollectTupleNames(syntax, names);
        var ownFrame = SyntaxFacts.MakesFunctions(syntax);
        _scope = new Scope(_scope, ownFrame ? new Activation() : _scope.Activation, ScopeKind.Tuple);
        foreach (var name in names)
        {
            _scope.Declare(name);
        }

        return ownFrame;
    }

    /// <summary>Filters behind a block whose path carries tuples, as in <c>(a.b)[%.c]</c>.</summary>
    private TupleFilterNode CompileTupleFilters(SyntaxNode syntax, Node inner, bool wantsTuples)
    {
        var outer = _scope;
        var ownFrame = EnterTupleScope(syntax);
        var slots = _scope.Slots.ToFrozenDictionary(StringComparer.Ordinal);
        var stages = Repeatedly(() => syntax.Predicates!.Select(p => new TupleStage(CompileNode(p.Filter!), null)).ToArray());
        var scope = new TupleScope(slots, ownFrame ? _scope.Activation.Size : null);
        _scope = outer;
        return new TupleFilterNode(inner, stages, scope, wantsTuples, syntax.KeepArray);
    }

    private TupleStep CompileTupleStep(SyntaxNode syntax, bool isFirst)
    {
        var isSort = syntax.Kind == SyntaxKind.Sort;
        _wantsTuples = true;
        return new TupleStep
        {
            Node = isSort ? null : CompileNode(syntax),
            Sort = isSort ? CompileTerms(syntax) : null,
            Focus = syntax.Focus,
            Index = isSort && !isFirst ? null : syntax.Index,
            AncestorLabel = syntax.Ancestor?.Label,
            Stages = syntax.Stages is null
                ? []
                : [.. syntax.Stages.Select(s => new TupleStage(s.Filter is null ? null : CompileNode(s.Filter), s.Index))],
        };
    }
}
