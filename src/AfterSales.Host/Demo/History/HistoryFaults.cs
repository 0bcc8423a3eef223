namespace AfterSales.Host.Demo.History;

internal sealed record HistoryFault(string Model, string Part, string Symptom, string Found, string Done);

/// <summary>What goes wrong with the demo's products, in the words of Shanghai and Chengdu and in those of Madrid and Barcelona.</summary>
internal static class HistoryFaults
{
    public static IReadOnlyList<HistoryFault> Chinese { get; } =
    [
        new("WM-8", "PUMP", "洗完后不排水", "排水泵被异物卡住", "清理异物，更换排水泵"), new("WM-10", "SEAL", "门口渗水", "门封圈老化开裂", "更换门封圈"),
        new("AC-35", "COMPRESSOR", "制冷效果差", "制冷剂不足，接头漏氟", "补焊接头，加注制冷剂"), new("AC-35", "FILTER", "出风有异味", "滤网积尘发霉", "清洗滤网和蒸发器"),
        new("RF-420", "FAN", "冷藏室不冷", "风扇电机停转", "更换风扇"), new("RF-320", "BOARD", "显示屏闪烁", "控制板电容鼓包", "更换控制板"),
        new("WH-80", "ANODE", "出水发黄", "镁棒耗尽", "更换镁棒，清洗内胆"), new("WH-80", "BOARD", "加热到一半跳停", "温控探头失灵", "更换控制板"),
        new("WD-9", "MOTOR", "脱水时声音很大", "电机轴承磨损", "更换电机"), new("DR-7", "BOARD", "烘干程序中断", "湿度传感器接触不良", "重新插接并固定线束"),
    ];

    public static IReadOnlyList<HistoryFault> Spanish { get; } =
    [
        new("WM-8", "PUMP", "No desagua al terminar", "Bomba de desagüe atascada", "Bomba limpiada y sustituida"), new("WM-10", "SEAL", "Pierde agua por la puerta", "Junta agrietada", "Junta cambiada"),
        new("AC-35", "COMPRESSOR", "Enfría poco", "Falta refrigerante por una fuga", "Fuga soldada y carga repuesta"), new("AC-50", "FILTER", "Huele mal al arrancar", "Filtro con moho", "Filtro y evaporador limpios"),
        new("RF-420", "FAN", "El frigorífico no enfría", "Ventilador parado", "Ventilador cambiado"), new("RF-320", "BOARD", "La pantalla parpadea", "Placa con un condensador hinchado", "Placa cambiada"),
        new("BO-24", "BURNER", "La caldera se apaga sola", "Quemador sucio", "Quemador limpiado y ajustado"), new("WH-80", "ANODE", "El agua sale amarillenta", "Ánodo agotado", "Ánodo cambiado"),
        new("WD-9", "MOTOR", "Vibra mucho al centrifugar", "Cojinetes gastados", "Motor cambiado"), new("HP-12", "FAN", "Hace mucho ruido", "Ventilador descentrado", "Ventilador equilibrado"),
    ];
}
