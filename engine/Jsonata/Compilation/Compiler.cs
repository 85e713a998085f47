using System.Runtime.CompilerServices;
using AiProxy.Jsonata.Errors;
using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Evaluation.Calls;
using AiProxy.Jsonata.Evaluation.Operators;
using AiProxy.Jsonata.Evaluation.Paths;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Parsing;
using AiProxy.Jsonata.Values;

namespace AiProxy.Jsonata.Compilation;

/// <summary>Turns a processed syntax tree into nodes; variables become slots, built-in functions are looked up.</summary>
internal sealed partial class Compiler
{
    private const int LevelsBetweenGuards = 16;

    private readonly JsonataOptions _options;
    private readonly FunctionRegistry _functions;
    private readonly FreeVariables _free;

    private Scope _scope;
    private int _depth;

    // Whether the place being compiled may be evaluated many times within one activation.
    private bool _repeated;

    // Whether the place being compiled takes a stream of tuples: a step of a path that carries them.
    private bool _wantsTuples;

    private Compiler(JsonataOptions options, FreeVariables free, Scope scope)
    {
        _options = options;
        _functions = FunctionRegistry.For(options);
        _free = free;
        _scope = scope;
    }

    /// <summary>Compiles a whole expression.</summary>
    public static Node Compile(SyntaxNode syntax, JsonataOptions options, out FreeVariables free)
    {
        var root = new Activation();
        free = new FreeVariables(root);
        var compiler = new Compiler(options, free, new Scope(null, root, ScopeKind.Block));
        SyntaxFacts.CollectBindings(syntax, name => compiler._scope.Declare(name));
        var node = compiler.CompileStatement(syntax);
        free.IsClosed = true;
        return node;
    }

    /// <summary>Compiles an expression at run time, within the scope of the <c>$eval</c> that does it.</summary>
    public Node CompileNested(SyntaxNode syntax, Scope scope, out int frameSize)
    {
        var activation = new Activation();
        var compiler = new Compiler(_options, _free, new Scope(scope, activation, ScopeKind.Block));
        SyntaxFacts.CollectBindings(syntax, name => compiler._scope.Declare(name));
        var node = compiler.CompileStatement(syntax);
        frameSize = activation.Size;
        return node;
    }

    private Node CompileNode(SyntaxNode syntax)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Limits.Depth(_options);
        }

        // Only what is compiled next may yield tuples, not its parts.
        var wantsTuples = _wantsTuples;
        _wantsTuples = false;
        _depth++;
        var node = syntax.Kind == SyntaxKind.Path ? CompilePath(syntax, wantsTuples) : CompileOther(syntax, wantsTuples);
        var depth = _depth--;
        var isTooDeep = depth == _options.MaxDepth + 1;
        var isLeaf = node is LiteralNode or NameNode or FieldNode or RegexNode or LambdaNode;
        return isTooDeep || (depth % LevelsBetweenGuards == 0 && !isLeaf) ? new GuardNode(node, depth) : node;
    }

    private Node[] CompileAll(List<SyntaxNode> nodes) => [.. nodes.Select(CompileNode)];

    private Node CompileOther(SyntaxNode syntax, bool wantsTuples)
    {
        var isBare = syntax.Predicates is null && syntax.Group is null;
        var filtersTuples = syntax is { Tuple: true, Predicates: not null };
        _wantsTuples = wantsTuples || filtersTuples;
        var node = CompileBare(syntax, syntax.KeepArray && isBare);
        _wantsTuples = false;
        if (filtersTuples)
        {
            node = CompileTupleFilters(syntax, node, wantsTuples);
        }
        else if (syntax.Predicates is not null)
        {
            var filters = Repeatedly(() => syntax.Predicates.Select(p => Filter.Create(CompileNode(p.Filter!))).ToArray());
            node = new FilterNode(node, filters, syntax.KeepArray);
        }

        return syntax.Group is null ? node : new GroupNode(node, CompileGroup(syntax.Group));
    }

    private Node CompileBare(SyntaxNode syntax, bool keepArray)
    {
        _wantsTuples &= syntax.Kind == SyntaxKind.Block;
        switch (syntax.Kind)
        {
            case SyntaxKind.Name:
                return new NameNode(syntax.Text);
            case SyntaxKind.String or SyntaxKind.Number or SyntaxKind.Literal:
                return new LiteralNode(syntax.Value);
            case SyntaxKind.Regex:
                return new RegexNode(new RegexFunction(syntax.Regex!, _options.RegexTimeout, syntax.Position));
            case SyntaxKind.Variable:
                return CompileVariable(syntax.Text, keepArray);
            case SyntaxKind.Parent:
                return Resolve(syntax.Slot!.Label, keepArray);
            case SyntaxKind.Wildcard:
                return new WildcardNode(keepArray);
            case SyntaxKind.Descendant:
                return new DescendantsNode(keepArray);
            case SyntaxKind.Negate:
                return new NegateNode(CompileNode(syntax.Left!), syntax.Position);
            case SyntaxKind.Binary:
                return CompileBinary(syntax);
            case SyntaxKind.Array:
                var nested = syntax.Items.Select(i => i.Kind == SyntaxKind.Array).ToArray();
                return new ArrayNode(CompileAll(syntax.Items), nested, syntax.Constructed);
            case SyntaxKind.Object:
                // A context that is an array is gone through item by item.
                return new GroupNode(null, CompileGroup(syntax));
            case SyntaxKind.Condition:
                return new ConditionNode(
                    CompileNode(syntax.Left!),
                    CompileNode(syntax.Right!),
                    syntax.Else is null ? null : CompileNode(syntax.Else),
                    keepArray);
            case SyntaxKind.Block:
                return CompileBlock(syntax, keepArray);
            case SyntaxKind.Bind:
                return CompileBind(syntax);
            case SyntaxKind.Call:
                return CompileCall(syntax, null, keepArray);
            case SyntaxKind.Partial:
                return CompilePartial(syntax);
            case SyntaxKind.Lambda:
                return CompileLambda(syntax);
            case SyntaxKind.Apply:
                return CompileApply(syntax, keepArray);
            case SyntaxKind.Transform:
                return CompileTransform(syntax);
            default:
                // A "?" that is no argument stands for nothing.
                return new LiteralNode(default);
        }
    }

    private Node CompileBinary(SyntaxNode syntax)
    {
        if (syntax.Text == "&")
        {
            var parts = new List<SyntaxNode>();
            CollectConcatenation(syntax, parts);
            return new ConcatNode(CompileAll(parts));
        }

        var left = CompileNode(syntax.Left!);
        var right = CompileNode(syntax.Right!);
        return syntax.Text switch
        {
            "=" => new EqualityNode(true, left, right),
            "!=" => new EqualityNode(false, left, right),
            "<" or "<=" or ">" or ">=" => new ComparisonNode(syntax.Text, left, right, syntax.Position),
            "and" => new LogicalNode(true, left, right, syntax.Position),
            "or" => new LogicalNode(false, left, right, syntax.Position),
            "in" => new InNode(left, right),
            ".." => new RangeNode(left, right, syntax.Position),
            _ => ArithmeticNode.Create(syntax.Text, left, right, syntax.Position),
        };
    }

    private static void CollectConcatenation(SyntaxNode syntax, List<SyntaxNode> parts)
    {
        while (true)
        {
            parts.Insert(0, syntax.Right!);
            var left = syntax.Left!;
            if (!left.IsBinary("&") || left.Predicates is not null || left.Group is not null)
            {
                parts.Insert(0, left);
                return;
            }

            syntax = left;
        }
    }

    private Node CompileBlock(SyntaxNode syntax, bool keepArray)
    {
        var wantsTuples = _wantsTuples;
        _wantsTuples = false;
        var outer = _scope;
        var ownFrame = _repeated && SyntaxFacts.MakesFunctions(syntax);
        var activation = ownFrame ? new Activation() : outer.Activation;
        var first = activation.Size;
        _scope = new Scope(outer, activation, ScopeKind.Block);
        foreach (var item in syntax.Items)
        {
            SyntaxFacts.CollectBindings(item, name => _scope.Declare(name));
        }

        var count = activation.Size - first;
        if (ownFrame && count == 0)
        {
            ownFrame = false;
            _scope = new Scope(outer, outer.Activation, ScopeKind.Block);
        }

        var items = syntax.Items.Select((item, i) => CompileStatement(item, wantsTuples && i == syntax.Items.Count - 1)).ToArray();
        _scope = outer;

        // What follows the parentheses sees a finished value, so there the block must stay.
        var isTransparent = items.Length == 1 && count == 0 && !keepArray && syntax.Predicates is null && syntax.Group is null;
        return isTransparent ? items[0] : new BlockNode(items, first, count, ownFrame ? activation.Size : null, keepArray);
    }

    /// <summary>Compiles an expression of a block; what it binds is surely bound in those behind it.</summary>
    private Node CompileStatement(SyntaxNode syntax, bool wantsTuples = false)
    {
        // A lambda that refers to the variable it is bound to runs later.
        var isFunction = syntax is { Kind: SyntaxKind.Bind, Right.Kind: SyntaxKind.Lambda };
        if (isFunction)
        {
            _scope.Assigned.Add(syntax.Text);
        }

        _wantsTuples = wantsTuples;
        var node = CompileNode(syntax);
        for (var bind = syntax; bind.Kind == SyntaxKind.Bind; bind = bind.Right!)
        {
            _scope.Assigned.Add(bind.Text);
        }

        return node;
    }

    private BindNode CompileBind(SyntaxNode syntax)
    {
        // Tuples carry only their own variables; what is bound within a path belongs to the block around it.
        var owner = _scope;
        var depth = 0;
        while (owner.Kind == ScopeKind.Tuple)
        {
            depth += owner.HasOwnFrame ? 1 : 0;
            owner = owner.Parent!;
        }

        return new BindNode(depth, owner.Declare(syntax.Text), CompileNode(syntax.Right!));
    }

    private T Repeatedly<T>(Func<T> compile)
    {
        var outer = _repeated;
        _repeated = true;
        var result = compile();
        _repeated = outer;
        return result;
    }

    private Node CompileVariable(string name, bool keepArray) => name switch
    {
        "" => new ContextNode(keepArray),
        "$" when !IsLocal(name) => new RootNode(keepArray),
        _ => Resolve(name, keepArray),
    };

    private bool IsLocal(string name)
    {
        var scope = _scope;
        while (scope is not null && !scope.Slots.ContainsKey(name))
        {
            scope = scope.Parent;
        }

        return scope is not null;
    }

    private Node Resolve(string name, bool keepArray) =>
        Resolve(name, _scope, 0, mayBeFree: true, keepArray) ?? new LiteralNode(default);

    /// <summary>
    /// The variable in the nearest scope that has it. Where it may not be bound yet, the one further out is what it means until then;
    /// but a function refers to the variable that will be bound before it is called, so no free variable stands in for that.
    /// </summary>
    private Node? Resolve(string name, Scope? scope, int depth, bool mayBeFree, bool keepArray)
    {
        var crossesLambda = false;
        for (; scope is not null; scope = scope.Parent)
        {
            if (scope.Slots.TryGetValue(name, out var slot))
            {
                if (scope.Constants.Contains(name))
                {
                    return new ParameterNode(depth, slot, keepArray);
                }

                var fallback = scope.Assigned.Contains(name) ? null : Resolve(
                    name,
                    scope.Parent,
                    depth + (scope.HasOwnFrame ? 1 : 0),
                    mayBeFree && !crossesLambda && scope.Kind == ScopeKind.Block,
                    keepArray);
                return new LocalNode(depth, slot, fallback, keepArray);
            }

            crossesLambda |= scope.Kind == ScopeKind.Lambda;
            depth += scope.HasOwnFrame ? 1 : 0;
        }

        return ResolveOutside(name, depth, mayBeFree, keepArray);
    }

    /// <summary>A built-in function or a free variable.</summary>
    private Node? ResolveOutside(string name, int depthOfRoot, bool mayBeFree, bool keepArray)
    {
        var builtIn = _functions.Find(name) is { } function ? new Value(function) : default;
        var isFree = builtIn.IsUndefined || _options.ShadowedFunctions.Contains(name);
        if (mayBeFree && isFree && _free.TryGet(name, out var slot))
        {
            return new FreeVariableNode(depthOfRoot, slot, builtIn, keepArray);
        }

        return builtIn.IsUndefined ? null : new LiteralNode(builtIn);
    }
}
