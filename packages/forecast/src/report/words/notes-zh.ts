import type { NoteCode } from "./note-code.ts";

/** Remarks as sentences, 简体中文; facts that a sentence does not mention follow it in brackets. */
export const notesZh: Readonly<Record<NoteCode, string>> = {
  attribution_incomplete:
    "贡献之和与差相差 {residual}，为差的 {percent} %：单元的方程中有阶跃，或者预测在离开基准的途中转折过急。",
  baseline_last:
    "可供平均比较的较早窗口太少（{windows} 个，需要 {needed} 个）：改与各输入停在最后一个值的窗口比较。在窗口之前补充更多的行即可得到平均。",
  importance_cut_short: "已中断：{of} 个输入中，只给出此前已在窗口之间互换完的 {inputs} 个的重要性。",
  importance_of_fewer:
    "为免耗时过长，每个输入只在 {of} 个窗口中的 {windows} 个之间互换了 {repeats} 次。用 --repeats 可以增加次数。",
  importance_of_seen_rows: "表中模型未拟合过的窗口太少：输入的互换在模型见过的行上进行，其误差小于新数据上的误差。",
  importance_impossible: "无法在窗口之间互换输入：表中可评分的窗口太少（{windows} 个）。",
  blank_lines: "文件中的空行已跳过：共 {rows} 行，第一处在第 {row} 行。",
  no_header: "文件没有表头；各列称为 {columns}。",
  names_repeated: "重名的列已改名：共 {columns} 列，第一个是 {first}。",
  no_time: "文件没有时间列；其 {rows} 行按文件中的顺序视为等间隔。",
  time_ambiguous: "时间有两种读法：已按 {read_as}（{step}）读取，但也可能是 {or}（{or_step}）。",
  dates_differ: "日期写作 {read_as}，而模型自己的数据写作 {before}：月与日按本文件的写法读取。",
  dates_uneven: "日期按模型自己数据的写法 {read_as} 读取（{step}）；若按 {or} 读取（{or_step}），间隔会更均匀。",
  decimal_differs: "小数点是“{decimal}”，而模型自己的数据用“{before}”：数字按本文件的写法读取。",
  time_offsets_differ: "时间带有不同的时区偏移；预测以 {written_as} 书写。",
  mase_undefined: "MASE 没有定义：{reason}（模型：{model}）。",
  forecasts_missing: "不是数字的预测值：{rows} 个（模型：{model}），其评分没有定义。",
  r2_steps_left_out: "因实际值没有变化而未计入 R² 的预测步：{steps}（模型：{model}）。",
  sheet_chosen: "读取的是工作表“{sheet}”。工作簿中还有 {others}；用 --sheet 可选其他工作表。",
  formulas_unsaved:
    "有 {cells} 个单元格只存了公式，没有存值，第一个在第 {row} 行。它们按缺失处理；请在电子表格软件中打开工作簿并重新保存。",
  cells_in_error: "{columns} 列中有 {cells} 个单元格是 #DIV/0! 之类的错误，第一个在第 {row} 行。它们按缺失处理。",
  cells_merged: "合并单元格按其所显示的值填入它覆盖的每一行、每一列：共 {merges} 处，第一处在第 {row} 行。",
  header_joined: "表头自第 {row} 行起占 {rows} 行，并有合并单元格：列名已按先外后内的顺序连成一个。",
  title_dropped: "表头之上的行已略去：共 {rows} 行，第一处在第 {row} 行（“{text}”）。",
  footer_dropped: "文件末尾不含读数的行已略去：共 {rows} 行，第一处在第 {row} 行（“{text}”）。",
  rows_without_time: "没有时间的行已略去：共 {rows} 行，位于第 {lines} 行（第一处为“{text}”）。",
  text_columns: "文本列已忽略：{columns}。",
  never_learnt:
    "梯度到不了 {model} 的 {parts}：这些权重一直停在随机初值。从它们到输出的路上有斜率处处为 0 的运算（greater、floor、stopGradient 或乘以 0）。",
  sees_signs:
    "{model} 把来自输入的和在各单元上归一化：只有一列输入时，它几乎只看到正负号，看不到读数的大小。可再加一列输入（--past、--future、--calendar），或换用其他单元。",
  memory_mapped:
    "{model} 的第 {layers} 层与下一层的单元数不同，以输入的线性映射代替下一层的记忆。两层的 --units 相同时，记忆才会传上来。",
  both_ends_anyway: "{model} 本来就从两端读窗口：双向不改变任何东西。",
  lookbacks_within_dilation: "没有试 {lookbacks} 行的回看窗口：膨胀步长 {dilation} 在其中无处可回。",
  season_used: "季节性朴素法与 MASE 采用的周期为 {period} 行。",
  holidays_used: "{place} 的法定节假日在 {until} 之前均已预先知晓；其中 {days} 天在本表内。不包含调休的工作日。",
  start_kept: "训练 {epochs} 轮后，循环部分在验证段上没有发现线性起点之外的规律：网络保留了该起点。",
  untrained_kept:
    "训练 {epochs} 轮后，验证段上没有发现比随机初始权重更好的结果：这里评分并用于预测的是未经训练的网络。可尝试更多的 --epochs、另一个 --learning-rate，或使用线性通路。",
  nothing_chosen: "完整的窗口太少，无法在验证段上选择：采用最简单的预处理和 {lookback} 行的回看窗口。",
  ridge_impossible: "岭回归没有完整的窗口可学：其结果只是各窗口自身的水平。",
  recursive: "预测步数 {horizon} 超过训练时的 {trained}：后面的各行由前面的预测值递推得到。",
  weights_pruned: "循环权重中有 {share} % 为零。",
  weights_pruned_early:
    "循环权重中有 {share} % 为零，而非 {wanted} %：验证保留了第 {epoch} 轮（0 为起点），而剪枝从第 {start} 轮进行到第 {end} 轮。",
  band_flat: "{passes} 次随机前向的结果全部相同，区间没有宽度：网络保留了线性起点，dropout 的掩码不影响它。",
  band_made:
    "区间应含有之后 {level} % 的读数：其宽度由 {windows} 个验证窗口的误差得出。各次前向的分歧占其方差的 {share} %，其余是噪声。",
  band_few_errors: "验证段上只有 {errors} 个误差，不足以给出 {level} % 的水平：区间的宽度取其中最大者。",
  band_ends: "区间在 {rows} 行后中止：从自身预测值继续的各次前向无限增长。",
  band_passes_only:
    "该模型文件由较早的版本写成，不含验证段的误差：区间只含有 {passes} 次前向中的 {level} %，不是预测区间。请重新拟合以得到预测区间。",
  beyond_needs_future: "未给出数据末尾之后的预测：文件中没有接下来 {rows} 行的 {columns}。",
  beyond_shortened: "末尾之后的预测只到 {horizon} 行（要求 {wanted} 行）：更远的行需要尚不可知的取值。",
  season_found: "训练段以 {period} 为周期重复（强度 {strength}）。",
  season_not_found: "训练段中没有发现季节性。",
  lookback_chosen: "已选定回看窗口：每次预测以最近 {lookback} 行为输入。",
  horizon_chosen: "已选定预测步数：{horizon} 步。",
  preparation_chosen:
    "验证段选定：回看窗口 {lookback} 行；预处理：{preparation}；各窗口的归一化：{normalisation}；岭回归强度 {strength}，其 RMSE 为 {validation_rmse}。",
  threads_used: "线程数：{threads}；可分摊的步骤中有 {share} % 由它们共同完成，其余由一个线程单独完成，因为这样更快。",
  threads_missing: "线程数少于要求：{threads}。原因：{reason}。",
  fast_math_used: "已按要求使用融合乘加：同样的运行在另一台机器上得到的权重可能略有不同。",
  fast_math_missing: "此运行环境没有融合乘加（Node 22 及当前的浏览器才有）：使用了精确的乘积。",
  test_forecasts_shortened: "全部 {windows} 个测试窗口都参与评分；只保留最近 {kept} 个窗口的预测值供查看。",
  targets_missing: "目标列中缺失的读数（不参与训练和评分）：{count}。",
  mape_rows_left_out: "因实际值为 0 而未计入 MAPE 的行：{rows}（模型：{model}）。",
  clean_from_all: "以下步骤的数值由全部 {rows} 行得出，而不只是过去的数据：{steps}。请勿在这样的表上评分。",
  clean_missing: "视为缺失的单元格（{values}）：{cells} 个，位于 {columns}。",
  clean_sorted: "调整了位置的行：{rows}。",
  clean_duplicates: "去除的重复行：{rows}；每组保留{keep}。",
  clean_outliers: "以{replace}替换的异常值（{by}）：{cells} 个，位于 {columns}。",
  clean_filled: "以{by}填补的缺失单元格：{cells} 个，位于 {columns}。",
  clean_later: "其中借助了更晚读数的填补：{cells} 个，位于 {columns}。不可用于评判预测。",
  clean_left: "{by}未能填补的缺失单元格：{cells} 个，位于 {columns}。",
  clean_regular: "整理为每 {step} 一行：新增 {added} 行，合并 {joined} 行；现共 {rows} 行。",
  clean_sums_incomplete:
    "每 {step} 的求和中，读数少于通常个数的视为缺失：{cells} 个，位于 {columns}；部分之和不是总和。",
  clean_sums_uneven: "每 {step} 的读数个数变化太大，无法判断哪些求和不完整：和为已有读数之和，位于 {columns}。",
  clean_encoded: "列 {column} 的文字已转为{as}：共 {words} 个不同取值。",
  clean_unseen: "列 {column} 中过去没有出现过的文字：{rows} 行，第一个是 {first}。",
  clean_dropped: "删除的列：{columns}。",
  clean_impossible: "步骤“{step}”无法用于{column}：{reason}。",
  decimal_comma: "数字使用逗号作为小数点；单元格以“{separator}”分隔。",
  graph_nodes_by_number: "已按名称中的编号把图的节点对应到列：第一个是 {first}，最后一个是 {last}。",
  graph_nodes_by_place: "已按表中的顺序把图的节点对应到列：第一个是 {first}，最后一个是 {last}。",
  graph_both_ways: "{model} 沿每条边双向听取：{uneven} 对节点的两个权重不同，按平均值计算。",
  graph_read: "图：{nodes} 个节点，{edges} 对之间有边；只有单向边的：{one_way} 对；没有边的节点：{alone} 个。",
  graph_unread: "只有少数单元读取图，{model} 不读：图的节点只作为输入，边不起作用。",
  encoding: "文本编码为 {encoding}。",
  numbers_grouped: "数字中的千位分隔符已去除，例如 {first}。",
  signs_dropped: "数字旁的符号（{signs}）已去除，例如“{first}”；列：{columns}。",
  months_in_columns: "每行为一年，其各月（季）各占一列：共 {years} 年。已转成 {rows} 行的表，数值在列 y 中。",
  months_in_rows:
    "每列为一年，其各月（季）各占一行：共 {years} 年。已转成 {rows} 行的表，数值在列 y 中；其余内容已略去。",
  sums_left_out: "各月（季）之外的列已略去：{columns}。",
  series_found: "文件含有 {series} 个序列，由列 {column} 区分。",
  series_in_rows: "文件的每一行是一个单独的序列：共 {series} 个，已转为 {rows} 行的表。",
  series_with_meta_rows: "每一列是一个单独的序列，读数上方有说明各序列的行：共 {series} 个，已转为 {rows} 行的表。",
  series_in_columns: "每一列是一个单独的序列：共 {series} 个。",
  text_in_numbers: "数字列 {column} 中的文字已视为缺失：{words}（{cells} 个单元格，第 {rows} 行）。",
  time_not_read: "列 {column} 像是时间，但无法按时间读取。",
  time_skipped_by_clock: "{zone} 因调整时钟而不存在的时刻：{rows} 行，第一处在第 {row} 行。",
  time_zone: "时间按 {zone} 的当地时钟读取；秋季重复的小时：{repeated_hours}。",
  columns_as_series: "{series} 个数字列各为面板中的一个序列。",
  columns_beside_series: "与各序列并列的列不是序列，可作所有序列的输入（--past、--future）：{columns}。",
  columns_shared: "在每个序列内部不变、而序列之间不同的列，按所有序列一起预处理：{columns}。",
  panel_preparation_chosen:
    "验证段为所有序列选定：回看窗口 {lookback} 行；预处理：{preparation}；各窗口的归一化：{normalisation}；岭回归强度 {strength}，在抽样序列上的平均缩放误差（MASE）为 {validation_mase}。",
  learnt_among: "网络与岭回归从 {series} 个序列一同学习，本序列是其中之一。",
  others_left_out:
    "在本序列的验证段之前不足 {rows} 个已知行、或没有读数而未参与学习的序列：其余 {of} 个中有 {count} 个，首先是 {first}。",
  series_only_trained:
    "太短而无法测试的序列：{of} 个中有 {count} 个，首先是 {first}。它们的全部行只用于训练。回看窗口与预测步数共需 {rows} 行，验证与测试另计。",
  series_left_out: "因已知行不足 {rows} 行、或测试段之前没有读数而略去的序列：{of} 个中有 {count} 个，首先是 {first}。",
  series_not_forecast: "因缺少预测之前的行或需预先知晓的列而无法预测的序列：{of} 个中有 {count} 个，首先是 {first}。",
  series_of_one_row: "只有一行、没有步长的序列已略去：{count} 个，首先是 {first}。",
  series_unseen: "模型未曾拟合过的序列：{count} 个，首先是 {first}。它们按自身的行做预处理。",
  series_without_mase:
    "因训练段逐季完全重复或不足一个季节而没有 MASE 的序列：{of} 个中有 {count} 个。平均值按其余序列计算。",
  recipe_other_file: "文件 {file} 与编写此案例时所用的不同（SHA-256 {sha256}）：评分可能不一致。",
  recipe_simulated: "手头没有实录的行驶数据：这段行程由固定种子的模拟器虚构，其评分不能说明真实行程的情况。",
  tuned:
    "{trials} 次试验中第 {trial} 次在验证行上最好：{windows} 个窗口的 RMSE 为 {rmse}；默认设置为 {first}，岭回归最好为 {ridge}。",
  tuned_default_stands:
    "{trials} 次试验在验证行上都没有胜过默认设置：{windows} 个窗口的 RMSE 为 {rmse}；岭回归最好为 {ridge}。",
  tuned_within_chance:
    "{trials} 次试验在验证行上都没有以超出偶然的幅度胜过默认设置：{windows} 个窗口的 RMSE 为 {rmse}，最低为第 {trial} 次的 {lowest}；岭回归最好为 {ridge}。",
  tune_out_of_time: "时间在 {seconds} 秒后用完；最好的试验训练了 {epochs} 轮。",
  tune_space_exhausted: "所有组合都已试过：共 {trials} 次试验。",
  compare_failed: "{model} 未参加比较：{message}",
  compare_few_windows:
    "测试段容得下 {independent} 个在时间上互不重叠的窗口，而检验需要 {needed} 个：照此无法判定任何模型更好。可用 --test {test} 加长测试段，或缩短 --horizon。",
  compare_budget_missed: "单元数须为整数：{model} 有 {parameters} 个参数，与目标 {budget} 相差较大。",
  compare_start_kept:
    "{model} 的 {of} 次训练中有 {runs} 次，验证段未发现线性起点之外的规律，网络的预测与岭回归相同。若要比较各单元自身的作用，可用 --no-linear-path。",
  compare_untrained:
    "{model} 的 {of} 次训练中有 {runs} 次，验证段上没有发现比随机初始权重更好的结果：评分的是未经训练的网络。可尝试更多的 --epochs 或另一个 --learning-rate。",
};
