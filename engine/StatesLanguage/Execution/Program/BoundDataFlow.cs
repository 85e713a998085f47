using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Model;
using AiProxy.StatesLanguage.Paths;

namespace AiProxy.StatesLanguage.Execution.Program;

/// <summary>InputPath, ResultSelector, ResultPath and OutputPath of a state, bound.</summary>
internal sealed class BoundDataFlow
{
    private readonly BoundTemplate? _resultSelector;
    private readonly PathField? _resultPath;
    private readonly BoundPathField? _outputPath;

    private BoundDataFlow(DataFlow data, VariableLayout layout)
    {
        InputPath = data.InputPath is null ? null : new BoundPathField(data.InputPath, layout);
        _resultSelector = BoundTemplate.Bind(data.ResultSelector, layout);
        _resultPath = data.ResultPath;
        _outputPath = data.OutputPath is null ? null : new BoundPathField(data.OutputPath, layout);
    }

    public BoundPathField? InputPath { get; }

    public static BoundDataFlow? Bind(DataFlow? data, VariableLayout layout) => data is null ? null : new BoundDataFlow(data, layout);

    /// <summary>Makes the state's output of its result; on failure the reason is in <see cref="Flow.Failure"/>.</summary>
    public bool TryApply(Flow flow, ref Value value)
    {
        if (_resultSelector is not null && !_resultSelector.TryEvaluate(flow, out value))
        {
            return false;
        }

        var selected = value;
        if (_resultPath is not null && !TryPutResult(flow, ref value))
        {
            return false;
        }

        flow.Inspection?.NoteResult(flow.State, selected, value);
        flow.Data = value;
        return _outputPath is null || _outputPath.TryRead(flow, out value);
    }

    private bool TryPutResult(Flow flow, ref Value value)
    {
        if (_resultPath!.Path is not { } path)
        {
            value = flow.Input;
            return true;
        }

        value = ReferencePath.Set(flow.Input, path, value);
        if (!value.IsUndefined)
        {
            return true;
        }

        flow.Failure = new Failure(
            ErrorNames.ResultPathMatchFailure,
            flow.WithStatePrefix($"Unable to apply ReferencePath {path.Text} to input {flow.Input.ToJson()}"));
        return false;
    }
}

/// <summary>InputPath or OutputPath: a path, or null for an empty object.</summary>
internal sealed class BoundPathField(PathField field, VariableLayout layout)
{
    private readonly BoundPath? _path = field.Path is null ? null : new BoundPath(field.Path, layout);

    /// <summary>Makes what the path leads to the state's effective input.</summary>
    public bool TryApply(Flow flow)
    {
        if (!TryRead(flow, out var value))
        {
            return false;
        }

        flow.Data = flow.EffectiveInput = value;
        return true;
    }

    public bool TryRead(Flow flow, out Value value)
    {
        value = _path is null ? Value.From(ObjectValue.Empty) : _path.Evaluate(flow);
        if (!value.IsUndefined)
        {
            return true;
        }

        flow.FailRuntime(_path!.Explain(flow));
        return false;
    }
}
