using AiProxy.Jsonata.Evaluation;
using AiProxy.Jsonata.Evaluation.Calls;
using AiProxy.Jsonata.Functions;
using AiProxy.Jsonata.Parsing;

namespace AiProxy.Jsonata.Compilation;

/// <summary>Functions: making, calling, composing them.</summary>
internal sealed partial class Compiler
{
    private LambdaNode CompileLambda(SyntaxNode syntax)
    {
        var outer = (_scope, _depth, _repeated);
        var activation = new Activation();
        _scope = new Scope(outer._scope, activation, ScopeKind.Lambda);
        _depth = 0;
        _repeated = false;
        foreach (var parameter in syntax.Items)
        {
            DeclareParameter(parameter.Text);
        }

        SyntaxFacts.CollectBindings(syntax.Left!, name =>
        {
            _scope.Declare(name);
            _scope.Constants.Remove(name);
        });
        var body = CompileNode(syntax.Left!);
        (_scope, _depth, _repeated) = outer;
        return new LambdaNode
        {
            ParameterCount = syntax.Items.Count,
            FrameSize = activation.Size,
            CapturesFrame = SyntaxFacts.MakesFunctions(syntax.Left!),
            Signature = syntax.Signature,
            Levels = SyntaxFacts.CallsBack(syntax.Left!, name => _functions.Find(name) is not null) ? SyntaxFacts.SureDepth(syntax.Left!) : 0,
            Body = body,
        };
    }

    /// <summary>Of two parameters of one name the later counts, so each gets a slot of its own.</summary>
    private void DeclareParameter(string name)
    {
        _scope.Slots[name] = _scope.Activation.Reserve();
        _scope.Constants.Add(name);
        _scope.Assigned.Add(name);
    }

    /// <summary>Compiles a call; <paramref name="first"/> goes before the written arguments.</summary>
    private Node CompileCall(SyntaxNode syntax, SyntaxNode? first, bool keepArray)
    {
        if (!syntax.TailCall)
        {
            return CompileCallHere(syntax, first, keepArray);
        }

        // jsonata-js has left the body when it evaluates a call in tail position, arguments and all: they nest as deep as the body does.
        var outer = _depth;
        _depth = 0;
        var call = CompileCallHere(syntax, first, keepArray);
        _depth = outer;
        return call;
    }

    private Node CompileCallHere(SyntaxNode syntax, SyntaxNode? first, bool keepArray)
    {
        var procedure = syntax.Left!;
        var arguments = CompileAll(first is null ? syntax.Items : [first, .. syntax.Items]);
        var site = new CallSite(NameOf(procedure), syntax.Position, _depth);
        if (procedure.Kind == SyntaxKind.Variable && procedure.Predicates is null && procedure.Group is null)
        {
            if (procedure.Text == "eval" && _options.AllowEval && !IsLocal("eval") && first is null)
            {
                return new EvalCallNode(arguments, this, _scope, site, keepArray);
            }

            if (Resolve(procedure.Text, false) is LiteralNode { Value.Ref: NativeFunction function })
            {
                return CompileBuiltInCall(function, arguments, site, keepArray, syntax.TailCall);
            }
        }

        return new CallNode(CompileNode(procedure), arguments, site, ForgottenDollar(procedure), keepArray, syntax.TailCall);
    }

    private static Node CompileBuiltInCall(NativeFunction function, Node[] arguments, CallSite site, bool keepArray, bool isTail) =>
        function.SequenceBody is not null && arguments.Length >= 1 && arguments.Length <= function.Signature.ParameterCount
            ? new SequenceCallNode(function, arguments, site, keepArray, isTail)
            : new BuiltInCallNode(function, arguments, site, keepArray, isTail);

    private static string? NameOf(SyntaxNode procedure) => procedure.Kind switch
    {
        SyntaxKind.Path => procedure.Items[0].Value.Ref as string,
        SyntaxKind.Variable => procedure.Text,
        _ => procedure.Value.Ref as string,
    };

    /// <summary>The variable that a name without <c>$</c> may have meant.</summary>
    private Node? ForgottenDollar(SyntaxNode procedure)
    {
        if (procedure.Kind != SyntaxKind.Path || procedure.Items[0].Value.Ref is not string name)
        {
            return null;
        }

        return Resolve(name, _scope, 0, mayBeFree: false, keepArray: false);
    }

    private PartialNode CompilePartial(SyntaxNode syntax)
    {
        var arguments = syntax.Items.Select(a => a is { Kind: SyntaxKind.Operator, Text: "?" } ? null : CompileNode(a)).ToArray();
        var procedure = syntax.Left!;
        return new PartialNode(
            CompileNode(procedure), arguments, new CallSite(NameOf(procedure), syntax.Position, _depth), ForgottenDollar(procedure));
    }

    private Node CompileApply(SyntaxNode syntax, bool keepArray)
    {
        var right = syntax.Right!;
        return right.Kind == SyntaxKind.Call
            ? CompileCall(right, syntax.Left!, keepArray)
            : new ApplyNode(CompileNode(syntax.Left!), CompileNode(right), syntax.Position, new CallSite(null, -1, _depth), keepArray);
    }

    private TransformNode CompileTransform(SyntaxNode syntax) => Repeatedly(() => new TransformNode(
        CompileNode(syntax.Left!),
        CompileNode(syntax.Right!),
        syntax.Right!.Position,
        syntax.Else is null ? null : CompileNode(syntax.Else),
        syntax.Else?.Position ?? -1,
        Resolve("clone", false) is LiteralNode { Value.Ref: NativeFunction } ? null : Resolve("clone", false),
        new CallSite("clone", syntax.Position, _depth)));
}
