using AiProxy.Jsonata.Values;
using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Testing;

public sealed class TestedContextTests
{
    /// <summary>An execution of the engine is never redriven; a tested state may be told that its own was.</summary>
    [Fact]
    public async Task TestState_ToldOfARedrive_SeesItsTime()
    {
        const string Definition = "{'Type':'Pass','QueryLanguage':'JSONata','Output':'{% $states.context.Execution.RedriveTime %}','End':true}";
        var request = new ObjectBuilder()
            .Add("definition", Value.From(Definition.Replace('\'', '"')))
            .Add("context", Value.From("{\"Execution\":{\"RedriveTime\":\"2026-01-02T00:00:00Z\"}}"))
            .Build();

        var response = await Engine(Clock()).TestStateAsync(Value.From(request), TestContext.Current.CancellationToken);

        Assert.Equal(Json("{'status':'SUCCEEDED','output':'\\'2026-01-02T00:00:00Z\\''}"), response);
    }
}
