using AiProxy.Jsonata.Errors;

namespace AiProxy.Jsonata.Formatting;

/// <summary>
/// Puts a point in time together from the components a picture gave. What is more significant than the first given one is taken from the
/// current time, what is less significant than the last is zero; a gap between them is an error.
/// </summary>
internal sealed class DateTimeAssembly(Dictionary<char, double> values, Func<CivilTime> now)
{
    //   date masks               YXMxWwdD
    private const int DateA = 0b1010_0001;
    private const int DateB = 0b1000_0010;
    private const int DateC = 0b0101_0100;
    private const int DateD = 0b0100_1000;

    //   time masks               PHhmsf
    private const int TimeA = 0b01_0111;
    private const int TimeB = 0b10_1111;

    public double ToMillis()
    {
        var date = Mask("YXMxWwdD");
        var isYearAndDay = !Fits(date, DateA) && Fits(date, DateB);
        var isWeekOfMonth = Fits(date, DateC);
        var isWeekOfYear = !isWeekOfMonth && Fits(date, DateD);
        var time = Mask("PHhmsf");
        var isHalfDay = !Fits(time, TimeA) && Fits(time, TimeB);
        Complete((isYearAndDay ? "YD" : isWeekOfMonth ? "XxwF" : isWeekOfYear ? "XWF" : "YMD") + (isHalfDay ? "Phmsf" : "Hmsf"));
        if (isWeekOfMonth || isWeekOfYear)
        {
            // jsonata-js does not read week dates either.
            throw JsonataError.Type("D3136");
        }

        var month = Get('M') > 0 ? Get('M') : 1;
        var day = Get('D');
        if (isYearAndDay)
        {
            month = 1;
            day = Get('d');
        }

        var hour = Get('H');
        if (isHalfDay)
        {
            hour = (Get('h') == 12 ? 0 : Get('h')) + (Get('P') == 1 ? 12 : 0);
        }

        var zone = Get('Z') is not 0 and not double.NaN and var z ? z : Get('z');
        var millis = DateMillis(Get('Y'), month, day)
            + (hour * 3_600_000) + (Get('m') * 60_000) + (Get('s') * 1000) + Math.Truncate(Get('f'));
        return millis - (double.IsNaN(zone) ? 0 : zone * 60_000);
    }

    private static bool Fits(int mask, int type) => (~type & mask) == 0 && (type & mask) != 0;

    private static double DateMillis(double year, double month, double day)
    {
        if (double.IsNaN(year + month + day) || Math.Abs(year) > 300_000 || Math.Abs(month) > 1e6 || Math.Abs(day) > 1e8)
        {
            return double.NaN;
        }

        // Date.UTC takes years below 100 to be of the twentieth century.
        var full = year is >= 0 and <= 99 ? 1900 + year : year;
        return CivilTime.ToMillis((long)full, (long)month, (long)day);
    }

    /// <summary>A bit for each component that was given and is not zero.</summary>
    private int Mask(string components)
    {
        var mask = 0;
        foreach (var component in components)
        {
            mask = (mask << 1) | (Get(component) is not 0 and not double.NaN ? 1 : 0);
        }

        return mask;
    }

    private double Get(char component) => values.GetValueOrDefault(component);

    private void Complete(string components)
    {
        bool started = false, ended = false;
        foreach (var component in components)
        {
            if (values.ContainsKey(component))
            {
                started = true;
                if (ended)
                {
                    throw JsonataError.Type("D3136");
                }
            }
            else if (started)
            {
                values[component] = component is 'M' or 'D' or 'd' ? 1 : 0;
                ended = true;
            }
            else
            {
                values[component] = DateTimeComponents.Get(now(), component);
            }
        }
    }
}
