using AiProxy.Jsonata;
using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Model;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>A template whose expressions know where their variables are.</summary>
internal abstract class BoundTemplate(string field)
{
    /// <summary>The place below the state, as causes name it.</summary>
    public string Field { get; } = field;

    /// <summary>Evaluates; on failure the reason is in <see cref="Flow.Failure"/>.</summary>
    public abstract bool TryEvaluate(Flow flow, out Value value);

    public static BoundTemplate? Bind(Template? template, VariableLayout layout) => template is null ? null : BindOne(template, layout);

    private static BoundTemplate BindOne(Template template, VariableLayout layout) => template switch
    {
        Template.Expression expression => new ExpressionTemplate(expression, layout),
        Template.Object members => new ObjectTemplate(
            members.Field,
            [.. members.Members.Select(member => member.Key)],
            [.. members.Members.Select(member => BindOne(member.Value, layout))]),
        Template.Array items => new ArrayTemplate(items.Field, [.. items.Items.Select(item => BindOne(item, layout))]),
        Template.Path path => new PathTemplate(path.Field, new BoundPath(path.Query, layout), path.IsField),
        Template.Intrinsic intrinsic => new IntrinsicTemplate(intrinsic.Field, intrinsic.Call, layout),
        Template.Constant constant => new ConstantTemplate(constant.Field, constant.Value),
        _ => throw new InvalidOperationException($"No binding for {template.GetType().Name}."),
    };
}

internal sealed class ConstantTemplate(string field, Value value) : BoundTemplate(field)
{
    public override bool TryEvaluate(Flow flow, out Value result)
    {
        result = value;
        return true;
    }
}

internal sealed class ObjectTemplate(string field, string[] keys, BoundTemplate[] members) : BoundTemplate(field)
{
    public override bool TryEvaluate(Flow flow, out Value value)
    {
        var builder = new ObjectBuilder(keys.Length);
        for (var i = 0; i < keys.Length; i++)
        {
            if (!members[i].TryEvaluate(flow, out var member))
            {
                value = default;
                return false;
            }

            builder.Add(keys[i], member);
        }

        value = Value.From(builder.Build());
        return true;
    }
}

internal sealed class ArrayTemplate(string field, BoundTemplate[] items) : BoundTemplate(field)
{
    public override bool TryEvaluate(Flow flow, out Value value)
    {
        var builder = new ArrayBuilder(items.Length);
        foreach (var template in items)
        {
            if (!template.TryEvaluate(flow, out var item))
            {
                value = default;
                return false;
            }

            builder.Add(item);
        }

        value = Value.From(builder.Build());
        return true;
    }
}

internal sealed class ExpressionTemplate : BoundTemplate
{
    private readonly JsonataExpression _query;
    private readonly VariableReference[] _references;

    public ExpressionTemplate(Template.Expression expression, VariableLayout layout)
        : base(expression.Field)
    {
        _query = expression.Query;
        _references = [.. _query.FreeVariables.Select(name => VariableReference.Resolve(name, layout))];
    }

    public string Text => _query.Text;

    public override bool TryEvaluate(Flow flow, out Value value)
    {
        var slots = flow.RentSlots(_references.Length);
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = flow.Read(_references[i]);
        }

        try
        {
            value = _query.Evaluate(default, slots, flow.Run.Runtime);
        }
        catch (JsonataException exception)
        {
            var message = exception.Code is null ? $": {exception.Message}" : $". {exception.Code}: {exception.Message}";
            Fail(flow, "threw an error during evaluation" + message);
            value = default;
            return false;
        }
        finally
        {
            slots.Clear();
        }

        switch (value.Kind)
        {
            case ValueKind.Undefined:
                Fail(flow, "returned nothing (undefined).");
                return false;
            case ValueKind.Function:
                Fail(flow, "returned an unsupported result type.");
                return false;
            default:
                return true;
        }
    }

    private void Fail(Flow flow, string problem) =>
        flow.FailEvaluation(Field, $"The JSONata expression '{Text}' specified for the field '{Field}' {problem}");
}
