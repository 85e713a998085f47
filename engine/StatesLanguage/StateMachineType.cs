namespace AiProxy.StatesLanguage;

/// <summary>The two kinds of state machine.</summary>
/// <seealso href="https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html"/>
public enum StateMachineType
{
    /// <summary>Up to a year, callbacks and jobs allowed, at most 25,000 history events.</summary>
    Standard,

    /// <summary>At most five minutes; no <c>.sync</c>, <c>.waitForTaskToken</c>, activities or distributed Map.</summary>
    Express,
}
