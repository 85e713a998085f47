using System.Runtime.CompilerServices;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Parsing;

namespace AiProxy.Jsonata.Compilation;

/// <summary>What the compiler wants to know about parts of the syntax tree.</summary>
internal static class SyntaxFacts
{
    /// <summary>All direct parts of a node.</summary>
    public static IEnumerable<SyntaxNode> Children(SyntaxNode node)
    {
        if (node.Left is not null)
        {
            yield return node.Left;
        }

        if (node.Right is not null)
        {
            yield return node.Right;
        }

        if (node.Else is not null)
        {
            yield return node.Else;
        }

        foreach (var item in node.Items)
        {
            yield return item;
        }

        foreach (var (key, value) in node.Pairs)
        {
            yield return key;
            yield return value;
        }

        foreach (var (expression, _) in node.Terms)
        {
            yield return expression;
        }

        foreach (var stage in (IEnumerable<SyntaxNode.Stage>)[.. node.Predicates ?? [], .. node.Stages ?? []])
        {
            if (stage.Filter is not null)
            {
                yield return stage.Filter;
            }
        }

        if (node.Group is not null)
        {
            yield return node.Group;
        }
    }

    /// <summary>Whether evaluating the node can make a function that holds on to the variables around it.</summary>
    public static bool MakesFunctions(SyntaxNode node)
    {
        CheckStack(node);
        return node.Kind is SyntaxKind.Lambda or SyntaxKind.Transform
            || node is { Kind: SyntaxKind.Call, Left: { Kind: SyntaxKind.Variable, Text: "eval" } }
            || Children(node).Any(MakesFunctions);
    }

    /// <summary>Whether the node calls anything but the functions there always are: itself, for one.</summary>
    public static bool CallsBack(SyntaxNode node, Func<string, bool> isBuiltIn) =>
        (node.Kind == SyntaxKind.Call && !(node.Left is { Kind: SyntaxKind.Variable } procedure && isBuiltIn(procedure.Text)))
        || Children(node).Any(child => CallsBack(child, isBuiltIn));

    /// <summary>How many evaluations nest within one of the node whatever the data, itself included: a condition's branches may differ.</summary>
    public static int SureDepth(SyntaxNode node) => node.Kind switch
    {
        SyntaxKind.Call when node.TailCall => 1,
        SyntaxKind.Call => 1 + Math.Max(1, Deepest(node.Items)),
        SyntaxKind.Block or SyntaxKind.Array => 1 + Deepest(node.Items),
        SyntaxKind.Path => 1 + Deepest(node.Items.Take(1)),
        SyntaxKind.Object => 1 + Deepest(node.Pairs.SelectMany(pair => new[] { pair.Key, pair.Value })),
        SyntaxKind.Condition => 1 + Math.Max(SureDepth(node.Left!), Math.Min(SureDepth(node.Right!), node.Else is null ? 0 : SureDepth(node.Else))),
        SyntaxKind.Binary when node.IsBinary("and") || node.IsBinary("or") => 1 + SureDepth(node.Left!),
        SyntaxKind.Binary or SyntaxKind.Negate or SyntaxKind.Bind =>
            1 + Deepest(new[] { node.Left, node.Right }.OfType<SyntaxNode>()),
        _ => 1,
    };

    private static int Deepest(IEnumerable<SyntaxNode> nodes) => nodes.Select(SureDepth).DefaultIfEmpty().Max();

    /// <summary>The names that <c>:=</c> binds in the scope of the node, not in scopes within it.</summary>
    public static void CollectBindings(SyntaxNode node, Action<string> add)
    {
        CheckStack(node);
        if (node.Kind is SyntaxKind.Block or SyntaxKind.Lambda)
        {
            // Predicates behind a block stand outside of it.
            foreach (var predicate in node.Predicates ?? [])
            {
                CollectBindings(predicate.Filter!, add);
            }

            return;
        }

        if (node.Kind == SyntaxKind.Bind)
        {
            add(node.Text);
        }

        foreach (var child in Children(node))
        {
            CollectBindings(child, add);
        }
    }

    /// <summary>The variables that tuples of a path may carry, those of paths within it included.</summary>
    public static void CollectTupleNames(SyntaxNode node, HashSet<string> names)
    {
        CheckStack(node);
        foreach (var name in (ReadOnlySpan<string?>)[node.Focus, node.Index, node.Ancestor?.Label])
        {
            if (name is not null)
            {
                names.Add(name);
            }
        }

        foreach (var stage in node.Stages ?? [])
        {
            if (stage.Index is not null)
            {
                names.Add(stage.Index);
            }
        }

        foreach (var child in Children(node))
        {
            CollectTupleNames(child, names);
        }
    }

    /// <summary>The places that read the input document itself.</summary>
    public static void CollectTopLevelReferences(SyntaxNode node, bool isTopLevel, List<JsonataReference> references)
    {
        CheckStack(node);
        var name = node.Kind switch
        {
            SyntaxKind.Variable when node.Text == "$" => "$$",
            SyntaxKind.Variable when node.Text.Length == 0 && isTopLevel => "$",
            SyntaxKind.Name when isTopLevel => node.Text,
            SyntaxKind.Wildcard when isTopLevel => "*",
            SyntaxKind.Descendant when isTopLevel => "**",
            _ => null,
        };
        if (name is not null)
        {
            references.Add(new JsonataReference(name, node.Position));
        }

        // Behind the first step, and in predicates, orders and group-bys, there is another context; a function's body has the one around it.
        var stages = (IEnumerable<SyntaxNode.Stage>)[.. node.Predicates ?? [], .. node.Stages ?? []];
        var others = stages.Select(s => s.Filter).Append(node.Group).ToHashSet();
        foreach (var child in Children(node))
        {
            var sameContext = node.Kind switch
            {
                SyntaxKind.Path => ReferenceEquals(child, node.Items[0]),
                SyntaxKind.Sort or SyntaxKind.Transform => false,
                _ => !others.Contains(child),
            };
            if (!(node.Kind == SyntaxKind.Lambda && node.Items.Contains(child)))
            {
                CollectTopLevelReferences(child, isTopLevel && sameContext, references);
            }
        }
    }

    /// <summary>A tree that was made may still be too deep to be gone through: the passes do not need the same of the stack.</summary>
    private static void CheckStack(SyntaxNode node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw JsonataError.Syntax("D1011", node.Position);
        }
    }
}
