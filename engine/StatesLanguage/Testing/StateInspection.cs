using AiProxy.Jsonata.Values;
using AiProxy.StatesLanguage.Execution.Program;

namespace AiProxy.StatesLanguage.Testing;

/// <summary>What a state made of its data on the way, as TestState tells it. Undefined where the state has no such step.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/apireference/API_InspectionData.html"/>
internal sealed class StateInspection
{
    public Value AfterInputPath { get; set; }

    public Value AfterParameters { get; set; }

    public Value AfterArguments { get; set; }

    public Value AfterItemsPath { get; set; }

    public Value Result { get; set; }

    public Value AfterResultSelector { get; set; }

    public Value AfterResultPath { get; set; }

    public int? MaxConcurrency { get; set; }

    public int? ToleratedFailureCount { get; set; }

    public double? ToleratedFailurePercentage { get; set; }

    public int? CatchIndex { get; set; }

    public int? RetryIndex { get; set; }

    public double? RetryBackoffSeconds { get; set; }

    /// <summary>Notes what a Pass state comes to.</summary>
    public void NoteWork(Node state, Value value)
    {
        if (state is not PassNode)
        {
            return;
        }

        if (state.Output?.Field == "Result")
        {
            Result = value;
        }
        else
        {
            AfterParameters = value;
        }
    }

    /// <summary>Notes what ResultSelector and ResultPath come to, in the states that have a result.</summary>
    public void NoteResult(Node state, Value selected, Value combined)
    {
        if (state is PassNode or RetryableNode)
        {
            AfterResultSelector = selected;
            AfterResultPath = combined;
        }
    }

    /// <summary>The data as AWS sends it: every value as text.</summary>
    public Value ToValue(Value input, Value variables)
    {
        var details = new ObjectBuilder()
            .Add("catchIndex", Number(CatchIndex))
            .Add("retryIndex", Number(RetryIndex))
            .Add("retryBackoffIntervalSeconds", Number(RetryBackoffSeconds))
            .Build();
        return Value.From(new ObjectBuilder()
            .Add("input", Text(input))
            .Add("afterInputPath", Text(AfterInputPath))
            .Add("afterParameters", Text(AfterParameters))
            .Add("afterArguments", Text(AfterArguments))
            .Add("afterItemsPath", Text(AfterItemsPath))
            .Add("result", Text(Result))
            .Add("afterResultSelector", Text(AfterResultSelector))
            .Add("afterResultPath", Text(AfterResultPath))
            .Add("variables", variables.Kind == ValueKind.Object && variables.AsObject().Count > 0 ? Text(variables) : default)
            .Add("errorDetails", details.Count > 0 ? Value.From(details) : default)
            .Add("maxConcurrency", Number(MaxConcurrency))
            .Add("toleratedFailureCount", Number(ToleratedFailureCount))
            .Add("toleratedFailurePercentage", Number(ToleratedFailurePercentage))
            .Build());
    }

    private static Value Text(Value value) => value.IsUndefined ? default : Value.From(SpacedJson.Write(value));

    private static Value Number(double? number) => number is { } some ? Value.From(some) : default;
}
