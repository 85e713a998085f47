using static AiProxy.StatesLanguage.Tests.Machines;

namespace AiProxy.StatesLanguage.Tests.Execution;

public sealed class MapItemContextTests
{
    [Theory]
    [InlineData("$states.context.Map.Item.Key", "['k','l']")]
    [InlineData("$states.context.Map.Item.Source", "['STATE_DATA','STATE_DATA']")]
    public async Task Map_OverAnObject_TellsTheMembersNameAndSource(string expression, string expected)
    {
        var machine = Machine(
            "A",
            $"'A':{{'Type':'Map','Items':{{'k':1,'l':2}},'ItemSelector':'{{% {expression} %}}','End':true,'ItemProcessor':{{'StartAt':'B','States':{{'B':{{'Type':'Succeed'}}}}}}}}");

        var result = await RunAsync(machine);

        Assert.Equal(Json(expected), result.Output);
    }
}
