using System.Globalization;
using RpcStack.Cli.Wire.Dissection;
using RpcStack.Marshalling;

namespace RpcStack.Cli.Wire.Bodies;

/// <summary>What a number says, given what it is a number of.</summary>
internal static class ScalarText
{
    /// <summary>An integer; unsigned ones of 64 bits are reinterpreted.</summary>
    public static string Of(long number, Shape? shape, bool isUnsigned = false) => shape switch
    {
        EnumShape enumeration => OfEnum(number, enumeration),
        ReferenceShape reference => $"reference {number} to {FieldText.Plain(reference.Contract)}",
        OptionalShape optional => Of(number, optional.Value, isUnsigned),
        ScalarShape { Kind: ScalarKind.Boolean } => number != 0 ? "true" : "false",
        ScalarShape { Kind: ScalarKind.Char } when number is > 32 and < 127 => $"'{(char)number}'",
        ScalarShape { Kind: ScalarKind.UInt64 } => Text((ulong)number),
        ScalarShape { Kind: ScalarKind.DateOnly } when number >= 0 && number <= DateOnly.MaxValue.DayNumber =>
            DateOnly.FromDayNumber((int)number).ToString("O", CultureInfo.InvariantCulture),
        ScalarShape { Kind: ScalarKind.TimeOnly } when number >= 0 && number <= TimeOnly.MaxValue.Ticks =>
            new TimeOnly(number).ToString("O", CultureInfo.InvariantCulture),
        ScalarShape { Kind: ScalarKind.TimeSpan } => new TimeSpan(number).ToString("c", CultureInfo.InvariantCulture),
        ScalarShape { Kind: ScalarKind.DateTime } => OfTicks(number),
        _ => isUnsigned ? Text((ulong)number) : Text(number),
    };

    /// <summary>An instant in ticks since the year 1.</summary>
    public static string OfTicks(long ticks) => ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
        ? new DateTime(ticks, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture)
        : Text(ticks);

    /// <summary>An instant in seconds since 1970.</summary>
    public static string OfSeconds(long seconds, long nanoseconds) => UtcClock.TryJoin(seconds, nanoseconds, out DateTime value)
        ? value.ToString("O", CultureInfo.InvariantCulture)
        : $"{Text(seconds)} s, {Text(nanoseconds)} ns";

    public static string OfDouble(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    public static string OfSingle(float number) => number.ToString("R", CultureInfo.InvariantCulture);

    private static string OfEnum(long number, EnumShape shape)
    {
        foreach (KeyValuePair<string, long> value in shape.Values)
            if (value.Value == number) return $"{FieldText.Plain(value.Key)} ({Text(number)})";
        return Text(number);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
